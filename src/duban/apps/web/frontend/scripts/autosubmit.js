// form[data-autosubmit]: choosing a value sends the form. Its button stays for those without scripts and for the keyboard.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form || !form.hasAttribute("data-autosubmit")) return;
  if (!event.target.matches("select, input[type=checkbox], input[type=radio], input[type=date]")) return;
  form.requestSubmit ? form.requestSubmit() : form.submit();
});
