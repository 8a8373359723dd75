using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>
/// The OPI of an établissement: accepted VETs by decision, and deliveries by state and by what is known of their effect (rule E3).
/// </summary>
internal sealed class ApogeeCounts : ICountSource
{
    public IReadOnlyList<CountedRows> Rows { get; } =
    [
        new($"livraison WHERE etablissement = @code AND destination = '{DestinationOpi.Name}'",
            ("f", Accepted('F')), ("s", Accepted('S')), ("d", Accepted('D')),
            ("enAttente", Count.Etat(EtatLivraison.AEnvoyer)),
            ("deParcoursup", Count.Where($"{Due} AND origine = '{WantedLivraison.FromSource}'")),
            ("enCours", Count.Etat(EtatLivraison.EnCours)),
            ("refus", Count.Etat(EtatLivraison.RefusMetier)),
            ("echec", Count.Where($"{Due} AND tentatives > 0")),
            ("aConfirmer", Count.Etat(EtatLivraison.AttenteConfirmation)),
            ("verifiees", Verified(EtatVerification.Verifiee)),
            ("partielles", Verified(EtatVerification.Partielle)),
            ("nonVerifiees", Verified(EtatVerification.NonVerifiee))),
        new($"fichier_generation WHERE etablissement = @code AND {Count.In("etat", EtatGeneration.Demandee, EtatGeneration.EnCours)}",
            ("generations", Count.All)),
    ];

    private static string Due => Count.In("etat", EtatLivraison.AEnvoyer);

    public CountShare Of(EtablissementModel etablissement, bool gateOpen, Counts counts)
    {
        var held = gateOpen ? 0 : counts["deParcoursup"];
        var pending = counts["enAttente"] - held + counts["enCours"];
        // What a job fetches, or what leaves by files, waits for somebody else and does not move by itself.
        var moving = etablissement.Document.Opi.Voie switch
        {
            VoieOpi.Service => 0,
            VoieOpi.Fichiers => counts["generations"] + counts["enCours"],
            _ => pending,
        };
        var (seen, partly, unseen) = (counts["verifiees"], counts["partielles"], counts["nonVerifiees"]);
        return new(moving, new CountPart(40, "opi", new OpiCounts(
            counts["f"], counts["s"], counts["d"], pending, held, counts["refus"], counts["echec"], counts["aConfirmer"],
            new(seen + partly + unseen, seen, partly, unseen))));
    }

    // What is acknowledged of an OPI is one letter per VET.
    private static string Accepted(char decision) => $"SUM(LENGTH(acquitte) - LENGTH(REPLACE(acquitte, '{decision}', '')))";

    private static string Verified(EtatVerification etat) => Count.Where(Count.In("verification", etat));

    /// <summary>Deliveries but for the VETs; <c>AttenteConfirmation</c>: in a flat file, to be confirmed (rule E4).</summary>
    private sealed record OpiCounts(
        long AccepteesF, long AccepteesS, long AccepteesD, long EnAttente, long EnAttenteConnecteur, long RefusMetier, long EchecTechnique,
        long AttenteConfirmation, VerificationCounts Verification);

    private sealed record VerificationCounts(long Acceptees, long Verifiees, long Partielles, long NonVerifiees);
}
