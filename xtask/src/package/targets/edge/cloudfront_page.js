// Runs before CloudFront looks for a file.
function answer(status, text, headers) {
  headers['cache-control'] = { value: REVALIDATE };
  Object.keys(HEADERS).forEach(function (name) {
    headers[name] = { value: HEADERS[name] };
  });
  headers['content-type'] = { value: 'text/plain; charset=utf-8' };
  return { statusCode: status, statusDescription: text, headers: headers, body: text + '\n' };
}

function handler(event) {
  var request = event.request;
  var uri = request.uri;
  if (REDIRECTS[uri]) return answer(302, 'Found', { location: { value: REDIRECTS[uri] } });
  var inside = NAVIGATIONS.test(uri);
  var mode = request.headers['sec-fetch-mode'];
  // A browser says what it asks for. The page is for the window; a script or a call would take it for an answer.
  if (inside && mode && mode.value !== 'navigate') return answer(404, 'Not found', {});
  if (uri === BASE || inside) {
    uri = BASE + 'index.html';
  } else if (/\.(?:br|gz)$/.test(uri) || uri.slice(uri.lastIndexOf('/') + 1).indexOf('.') < 0) {
    // Neither page nor file, or a file for this function alone.
    return answer(404, 'Not found', {});
  }
  var accepted = request.headers['accept-encoding'] ? request.headers['accept-encoding'].value : '';
  var packed = PACKED[uri.slice(BASE.length)] || '';
  if (/\bbr\b/.test(accepted) && packed.indexOf('b') >= 0) uri += '.br';
  else if (/\bgzip\b/.test(accepted) && packed.indexOf('g') >= 0) uri += '.gz';
  request.uri = uri;
  return request;
}
