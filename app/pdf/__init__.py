"""The written plan, a coach's card of it, and the minutes of a meeting, as PDFs: plain data in, bytes out."""
from app.pdf.press import PdfUnavailable, card_pdf, last_fault, minutes_pdf, plan_pdf

__all__ = ["PdfUnavailable", "card_pdf", "last_fault", "minutes_pdf", "plan_pdf"]
