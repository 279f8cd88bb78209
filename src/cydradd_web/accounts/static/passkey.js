// A passkey: make one, use one, or sign in with one. Without this script the page offers the other ways.
'use strict'
for (const form of document.querySelectorAll('form[data-passkey]')) {
  const button = form.querySelector('button[type=submit]')
  const failed = form.querySelector('[data-passkey-failed]')
  form.querySelector('[data-passkey-script]').hidden = true
  if (!window.PublicKeyCredential || !window.webauthnJSON) {
    form.querySelector('[data-passkey-none]').hidden = false
    continue
  }
  button.hidden = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    failed.hidden = true
    try {
      form.elements.credential.value = JSON.stringify(await credential(form))
      form.submit()
    } catch {
      failed.hidden = false
    }
  })
}

async function credential (form) {
  if (form.dataset.passkey === 'sign-in') {
    const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
    return window.webauthnJSON.get((await answer.json()).request_options)
  }
  const options = JSON.parse(document.getElementById('passkey-options').textContent)
  if (form.dataset.passkey === 'get') return window.webauthnJSON.get(options.request_options)
  const wanted = options.creation_options
  wanted.publicKey.authenticatorSelection = {
    ...wanted.publicKey.authenticatorSelection, residentKey: 'required', requireResidentKey: true, userVerification: 'required'
  }
  return window.webauthnJSON.create(wanted)
}
