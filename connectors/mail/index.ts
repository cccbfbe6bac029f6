/** Mail by SMTP. */
export { smtpMailer, type SmtpOptions } from './smtp.ts';
