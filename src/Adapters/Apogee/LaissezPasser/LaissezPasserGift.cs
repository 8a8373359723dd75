using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.LaissezPasser;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;

/// <summary>What became of a request: given, or refused with HTTP status, field and French message.</summary>
internal sealed record DonLaissezPasser(bool Nouveau, string Sujet, int Statut, string Champ, string Message)
{
    public bool Donne => Statut == StatusCodes.Status200OK;

    public static DonLaissezPasser Refuse(int statut, string champ, string message) => new(false, "", statut, champ, message);
}

/// <summary>
/// A person gives a laissez-passer to a candidate whose wish is D (seed 001 §I.A, §I.C). What is given is a desired
/// state: the reconciliation brings it to Apogée.
/// </summary>
internal sealed class LaissezPasserGift(
    Database database, LaissezPasserBook book, AuditBook audit, LivraisonSignal deliveries, ConfigurationDirectory directory)
{
    public async Task<DonLaissezPasser> GiveAsync(EtablissementModel etablissement, LaissezPasserDemande demande, string par,
        CancellationToken ct)
    {
        if (etablissement.Document.Sis != Sis.Apogee || etablissement.Apogee is not { } apogee)
            return DonLaissezPasser.Refuse(StatusCodes.Status409Conflict, "apogee",
                "Cet établissement n'a pas Apogée : le laissez-passer n'existe que dans Apogée.");
        if (apogee.LaissezPasser is null)
            return DonLaissezPasser.Refuse(StatusCodes.Status409Conflict, "apogee.laissezPasser",
                "Le service LaissezPasserMetier d'Apogée n'est pas renseigné : ajouter apogee.laissezPasser à la configuration de "
                + "l'établissement.");

        if (directory.Current.Close(demande.Session) is { } close)
            return DonLaissezPasser.Refuse(StatusCodes.Status409Conflict, "session", close.Refus);
        var don = await database.WriteAsync(async session =>
        {
            // What an evaluation is deciding just now must not be judged by what it was.
            await database.LockEtablissementAsync(session, etablissement.Code, ct);
            return await GiveAsync(session, etablissement, demande, par, ct);
        }, ct);
        if (don.Donne) deliveries.Wake(etablissement.Code);
        return don;
    }

    private async Task<DonLaissezPasser> GiveAsync(WriteSession session, EtablissementModel etablissement, LaissezPasserDemande demande,
        string par, CancellationToken ct)
    {
        var candidats = await CandidatSet.LoadAsync(session, etablissement.Code, [demande.Key], ct);
        if (candidats.Candidat(demande.Key) is not { } candidat)
            return DonLaissezPasser.Refuse(StatusCodes.Status404NotFound, "codeCandidat",
                $"Le dossier {demande.CodeCandidat} de la session {demande.Session} n'est pas connu.");

        var sent = await session.FirstOrDefaultAsync<LivraisonRow>(
            """
            SELECT * FROM livraison WHERE destination = @destination AND etablissement = @code AND sujet = @sujet AND revision_acquittee > 0
            """,
            new { destination = DestinationOpi.Name, code = etablissement.Code, sujet = OpiSujet.Of(demande.Key) }, ct);
        if (candidat.CodOpi is null || sent is null)
            return DonLaissezPasser.Refuse(StatusCodes.Status409Conflict, "codeCandidat",
                $"Apogée n'a encore accepté aucune OPI du dossier {demande.CodeCandidat} : un laissez-passer se donne à une OPI qu'Apogée "
                + $"connaît. Consulter les livraisons de ce candidat.");

        var voeux = candidats.VoeuxOf(demande.Key).ToList();
        var opi = OpiComposition.Compose(candidat, voeux);
        var choice = LaissezPasserRule.Choose(opi, [.. candidat.ReadTentees()], [.. LaissezPasserRendu.AnswersOf(etablissement, voeux)],
            demande.Designation);
        if (choice.Cible is not { } cible) return DonLaissezPasser.Refuse(StatusCodes.Status409Conflict, choice.Champ, choice.Refus!);

        var row = new LaissezPasserRow
        {
            Session = demande.Session, CodeCandidat = demande.CodeCandidat, CodCge = cible.CodCge, CodEtp = cible.CodEtp,
                CodVrsVet = cible.CodVrsVet,
            Type = demande.Type.ToString(), Commentaire = string.IsNullOrWhiteSpace(demande.Commentaire) ? null
            : demande.Commentaire.Trim(), DonnePar = par,
        };
        var news = await book.GiveAsync(session, etablissement.Code, row, ct);
        var empreinte = LaissezPasserRendu.FingerprintOf(LaissezPasserRendu.ContentOf(etablissement, candidat, voeux, opi, row));
        // The same person as his OPI: the two never leave side by side (rule A5).
        await book.WantAsync(session, etablissement.Code, row, empreinte, sent.Personne, ct);
        audit.Note(session, new(ActeAudit.LaissezPasserDonne, etablissement.Code, new Sujet(demande.Key).ToString())
        {
            Issue = news ? EntreeAudit.Fait : "déjà donné", Details = [new("type", null, row.Type)],
        });
        return new DonLaissezPasser(news, row.Sujet, StatusCodes.Status200OK, "", "");
    }
}
