-- Until when a call that nobody waits for any more may still arrive (rule E2): nothing leaves before, whoever asks for it.
ALTER TABLE livraison ADD COLUMN calme_jusqua TEXT;
