// A fake of today's Discourse core, not core: calls to the forum, which the test answers.
export async function ajax(path, { type = 'GET', method, data, contentType } = {}) {
  const verb = method ?? type;
  const query = verb === 'GET' && data ? `?${new URLSearchParams(data)}` : '';
  const response = await fetch(path + query, {
    method: verb,
    body: verb === 'GET' ? undefined : data,
    headers: contentType ? { 'Content-Type': contentType } : {},
  });
  const body = await response.json().catch(() => undefined);
  if (!response.ok) {
    throw Object.assign(new Error('ajax'), { jqXHR: { status: response.status, responseJSON: body } });
  }
  return body;
}
