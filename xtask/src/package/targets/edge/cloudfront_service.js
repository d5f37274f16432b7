// Runs before CloudFront calls the service.
function answer(status, text, headers) {
  headers['cache-control'] = { value: 'no-store' };
  Object.keys(HEADERS).forEach(function (name) {
    headers[name] = { value: HEADERS[name] };
  });
  headers['content-type'] = { value: 'text/plain; charset=utf-8' };
  return { statusCode: status, statusDescription: text, headers: headers, body: text + '\n' };
}

function handler(event) {
  var request = event.request;
  var call = request.uri.slice(PATH.length);
  if (CONSENT && call === CONSENT.from) {
    var query = Object.keys(request.querystring).map(function (name) {
      return name + '=' + request.querystring[name].value;
    });
    return answer(302, 'Found', { location: { value: CONSENT.to + (query.length ? '?' + query.join('&') : '') } });
  }
  var known = CALLS.find(function (allowed) {
    return new RegExp('^(?:' + allowed.pattern + ')$').test(call);
  });
  if (!known) return answer(404, 'Not found', {});
  if (known.methods.indexOf(request.method) < 0) {
    return answer(405, 'Method not allowed', { allow: { value: known.methods.join(', ') } });
  }
  var length = request.headers['content-length'];
  if (length && Number(length.value) >= LONGEST_REQUEST) return answer(413, 'Content too large', {});
  // Only what a service needs to know. No cookie, nothing of the page's origin.
  Object.keys(request.headers).forEach(function (name) {
    if (KEPT.indexOf(name) < 0) delete request.headers[name];
  });
  request.cookies = {};
  request.uri = call;
  return request;
}
