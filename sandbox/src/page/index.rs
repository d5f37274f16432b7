//! index.html: built for `/`, served for the base that was asked for.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::ServeFile;

use crate::options::Options;

/// Answers with the page.
pub async fn answer(options: &Options, headers: &HeaderMap) -> Response {
    let file = options.dist.join("index.html");
    if options.base == "/" && !options.reload {
        let mut request = Request::new(Body::empty());
        if let Some(encodings) = headers.get(ACCEPT_ENCODING) {
            request
                .headers_mut()
                .insert(ACCEPT_ENCODING, encodings.clone());
        }
        let Ok(answer) = ServeFile::new(&file)
            .precompressed_br()
            .precompressed_gzip()
            .oneshot(request)
            .await;
        if answer.status() == StatusCode::OK {
            let mut answer = answer.map(Body::new).into_response();
            answer
                .headers_mut()
                .insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            return answer;
        }
    } else if let Ok(text) = tokio::fs::read_to_string(&file).await {
        let headers = [
            (CONTENT_TYPE, "text/html; charset=utf-8"),
            (CACHE_CONTROL, "no-cache"),
        ];
        return (headers, rewritten(&text, &options.base, options.reload)).into_response();
    }
    let advice = format!(
        "There is no built page in {}. Build it, or name its folder with --dist.\n",
        options.dist.display()
    );
    (StatusCode::NOT_FOUND, [(CACHE_CONTROL, "no-cache")], advice).into_response()
}

/// The addresses that begin with `/` begin with the base; the reloading script comes last in the head.
fn rewritten(text: &str, base: &str, reload: bool) -> String {
    let text = text
        .replace("=\"/", &format!("=\"{base}"))
        .replace("='/", &format!("='{base}"));
    // Minified HTML may have lost its quotes.
    let text = [
        "href",
        "src",
        "data-base",
        "data-icons",
        "data-js",
        "data-parts",
        "data-wasm",
    ]
    .iter()
    .fold(text, |text, name| {
        text.replace(&format!(" {name}=/"), &format!(" {name}={base}"))
    });
    if !reload {
        return text;
    }
    let script = format!("<script type=\"module\" src=\"{base}sandbox-reload.js\"></script>");
    // A minifier may leave the end of the head out; the start of the body is then the place.
    match text.find("</head>").or_else(|| text.find("<body")) {
        Some(place) => format!("{}{script}{}", &text[..place], &text[place..]),
        None => text + &script,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_every_address_below_the_base() {
        let built = "<link href=\"/a.css\"><link rel=icon href=/b.svg><script src='/boot.js' data-base=/ data-js=\"/x.js\"></script>";
        let moved = "<link href=\"/admin/a.css\"><link rel=icon href=/admin/b.svg><script src='/admin/boot.js' data-base=/admin/ data-js=\"/admin/x.js\"></script>";
        assert_eq!(rewritten(built, "/admin/", false), moved);
        assert_eq!(rewritten(built, "/", false), built);
    }

    #[test]
    fn adds_the_reloading_script_to_the_head() {
        let page = rewritten("<head></head><body></body>", "/admin/", true);
        assert_eq!(
            page,
            "<head><script type=\"module\" src=\"/admin/sandbox-reload.js\"></script></head><body></body>"
        );
        assert!(rewritten("<title>x</title><body>", "/", true).contains("</script><body>"));
    }
}
