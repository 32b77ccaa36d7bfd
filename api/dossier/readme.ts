/** What whoever opens a dossier reads first. */
export const README = {
  en: `EVIDENCE FILE OF A SUBSCRIPTION

How to check it
  1. Install Node 20.20 or later (nodejs.org). Nothing else is needed, and nothing leaves your computer.
  2. Take the folder "verify" out of the ZIP, or better from a release of Tacite, so that you need not trust this file.
  3. Run:  node verify/verify.mjs dossier.zip
     With the certificate of the timestamping authority that you got from itself:  node verify/verify.mjs dossier.zip --trusted authority.pem
  It names each file that was changed, is missing or was added, and ends with exit code 0 only if all holds.

What is in it
  chronology.pdf    what happened, in words and in order; read this first
  journal.jsonl     every fact, one line each: when, by whom, under which article; each line has the hash of the one before
  records.jsonl     the client's register (instructions, addresses, court decisions, e-mails received...), chained in the same way
  texts.jsonl       words of persons (reasons, facts, evidence). The id of a text is the hash of its salt and its words: SHA-256("salt", line feed, "content")
  messages.jsonl    every message that left: to whom, when, when deemed received, the answer of the server; the bytes as they left are in messages/
  documents.jsonl   invoices (F), credit notes (A), debit notes (D); the originals are in documents/
  terms.jsonl       the versions of the terms that were accepted, with their parameters; the text is in terms/
  ledger.jsonl      what was booked, in cents: debit positive, credit negative
  audit.jsonl       who asked what, and every refusal;  persons.jsonl: who these persons are
  attachments/      documents received
  seals.jsonl       when the chains were sealed: the path from a line of a chain to a root, which an authority stamped (RFC 3161, seals/*.tsr)
  authority.pem     the certificates that the timestamps lead to: compare them with what the authority publishes
  manifest.json     each file with its SHA-256;  manifest.tsr: the timestamp over the manifest

The hash of a line of a chain is SHA-256 over its fields, all but "hash", as JSON with sorted keys and without blanks (RFC 8785).
Contents that the law had erased on their day are not there any more ("erasedAt", "purged"); what seals them still is.
Instants are in UTC, days are those of Paris, money is in cents of a euro.
`,
  fr: `DOSSIER DE PREUVE D'UN ABONNEMENT

Comment le vérifier
  1. Installez Node 20.20 ou plus récent (nodejs.org). Rien d'autre n'est nécessaire, et rien ne sort de votre ordinateur.
  2. Sortez du ZIP le dossier « verify » ou, mieux, prenez-le dans une version publiée de Tacite, pour n'avoir pas à faire confiance à ce fichier.
  3. Lancez :  node verify/verify.mjs dossier.zip
     Avec le certificat de l'autorité d'horodatage, obtenu d'elle-même :  node verify/verify.mjs dossier.zip --trusted authority.pem
  Chaque fichier modifié, manquant ou ajouté est nommé ; le code de sortie est 0 seulement si tout concorde.

Ce qu'il contient
  chronology.pdf    ce qui s'est passé, en toutes lettres et dans l'ordre : à lire d'abord
  journal.jsonl     tous les faits, un par ligne : quand, par qui, selon quel article ; chaque ligne porte l'empreinte de la précédente
  records.jsonl     le registre du client (instructions, adresses, décisions de justice, e-mails reçus...), chaîné de la même façon
  texts.jsonl       les mots des personnes (motifs, faits, preuves). L'identifiant d'un texte est l'empreinte de son sel et de ses mots : SHA-256("salt", saut de ligne, "content")
  messages.jsonl    tous les messages partis : à qui, quand, réception réputée, réponse du serveur ; les octets tels qu'envoyés sont dans messages/
  documents.jsonl   factures (F), avoirs (A), notes de débit (D) ; les originaux sont dans documents/
  terms.jsonl       les versions des conditions acceptées, avec leurs paramètres ; le texte est dans terms/
  ledger.jsonl      ce qui a été comptabilisé, en centimes : débit positif, crédit négatif
  audit.jsonl       qui a demandé quoi, et chaque refus ;  persons.jsonl : qui sont ces personnes
  attachments/      les pièces reçues
  seals.jsonl       quand les chaînes ont été scellées : le chemin d'une ligne à une racine, horodatée par une autorité (RFC 3161, seals/*.tsr)
  authority.pem     les certificats auxquels mènent les horodatages : comparez-les à ceux que l'autorité publie
  manifest.json     chaque fichier avec son SHA-256 ;  manifest.tsr : l'horodatage du manifeste

L'empreinte d'une ligne est le SHA-256 de ses champs, tous sauf « hash », en JSON aux clés triées et sans espaces (RFC 8785).
Les contenus effacés à la date prévue par la loi n'y sont plus (« erasedAt », « purged ») ; ce qui les scelle y est encore.
Les instants sont en UTC, les jours ceux de Paris, les montants en centimes d'euro.
`,
};
