using System.Globalization;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Etudiants;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Opi;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>From the OPI to the enrolment on the web (seed 001 §I.A), and the OPI that a candidate should have.</summary>
internal sealed class ApogeeView(ConnectorGate gate, Database database) : ICandidateView
{
    public Sis Sis => Sis.Apogee;

    public async Task<InscriptionChecklist> ChecklistAsync(WriteSession reading, EtablissementModel etablissement, CandidatRow candidat,
        CancellationToken ct)
    {
        var opi = await reading.FirstOrDefaultAsync<LivraisonRow>(
            "SELECT * FROM livraison WHERE destination = @destination AND etablissement = @code AND sujet = @sujet",
            new { destination = DestinationOpi.Name, code = etablissement.Code, sujet = OpiSujet.Of(candidat.Key) }, ct);
        var open = await gate.IsOpenAsync(reading, etablissement, ct);
        return new(row => Lines(candidat, row.ReadDecision()!, opi, open));
    }

    public IEnumerable<(string Name, object? Value)> Detail(EtablissementModel etablissement, CandidatRow candidat,
        IReadOnlyList<VoeuRow> voeux)
    {
        if (candidat.CodOpi is null) return [];
        var (opi, rendu) = OpiComposition.Render(etablissement, candidat, voeux);
        return [("opiSouhaitee", opi.Voeux.Select(Describe)), ("modifications", rendu.Modifications)];
    }

    public async Task<IReadOnlyDictionary<CandidatKey, string>> StudentNumbersAsync(string etablissement,
        IReadOnlyCollection<CandidatRow> candidats, CancellationToken ct)
    {
        var numbers = await EtudiantBook.NumbersOfOpisAsync(
            database, etablissement, [.. candidats.Select(c => c.CodOpi).OfType<string>()], ct);
        return candidats.Where(c => c.CodOpi is not null && numbers.ContainsKey(c.CodOpi))
            .ToDictionary(c => c.Key, c => numbers[c.CodOpi!]);
    }

    private static object Describe(VoeuOpi voeu) => new
    {
        voeu.Cible.CodCge, voeu.Cible.CodEtp, voeu.Cible.CodVrsVet, codDecVeu = voeu.Code, voeu.Cible.CodCatOuiSi, voeu.Cible.MtfCat,
        voeu.Cible.CursusAmenage, voeu.NumCls, voeu.Motif,
    };

    private static IEnumerable<string> Lines(CandidatRow candidat, Decision decision, LivraisonRow? opi, bool gateOpen)
    {
        if (Transmission(opi, gateOpen) is { } pending) yield return pending;
        var person = candidat.ReadCorrige();
        yield return person.DateNaissance is { } birth
            ? string.Create(CultureInfo.InvariantCulture,
                $"Le candidat se connecte à l'inscription par le web avec le numéro OPI {candidat.CodOpi} et sa date de naissance "
                + $"({birth:dd/MM/yyyy}) : les lui rappeler.")
            : "La date de naissance manque : sans elle le candidat ne peut pas se connecter à l'inscription par le web.";
        if (decision.Cible is not { } vet) yield break;
        yield return string.Create(CultureInfo.InvariantCulture,
            $"Dans Apogée, la VET {vet.CodEtp}-{vet.CodVrsVet} doit être ouverte à l'inscription cette "
            + $"année{(vet.CodDip is null ? "" : $", et le diplôme {vet.CodDip}-{vet.CodVrsVdi} aussi")}.");
        yield return $"Dans Apogée, le centre de gestion {vet.CodCge} doit être rattaché à cette VET et autoriser l'inscription par le "
            + $"web.";
        yield return "Dans Apogée, un régime et un statut d'inscription doivent être permis pour cette VET et pour ce type d'étudiant.";
        if (decision.Code == CodeDecision.S)
            yield return $"Dans Apogée, la catégorie Oui si {vet.CodCatOuiSi}{(vet.MtfCat is null ? "" : $" et le motif {vet.MtfCat}")} "
                + $"doivent exister et mener au cursus aménagé de cette VET.";
    }

    private static string? Transmission(LivraisonRow? delivery, bool gateOpen) => delivery switch
    {
        null => "Aucune OPI n'est encore à transmettre pour ce candidat : voir ses réserves.",
        { RevisionAcquittee: > 0 } opi when opi.RevisionAcquittee == opi.RevisionVoulue => null,
        { Etat: nameof(EtatLivraison.RefusMetier), ARegarder: true } opi =>
        $"L'OPI est mise de côté, à regarder : {opi.Message} {opi.Explication}".TrimEnd(),
        { Etat: nameof(EtatLivraison.RefusMetier) } opi => $"Apogée a refusé l'OPI : {opi.Message} {opi.Explication}".TrimEnd(),
        { Etat: nameof(EtatLivraison.AttenteConfirmation) } opi =>
        $"L'OPI est dans un fichier dont l'import n'a pas été confirmé. {opi.Message}".TrimEnd(),
        _ when !gateOpen => "L'OPI attend : le connecteur de l'établissement n'a pas été testé avec ses réglages actuels (règle D1).",
        { Message: { } message } => $"L'OPI n'est pas encore acceptée par Apogée : {message}",
        _ => "L'OPI n'est pas encore acceptée par Apogée : elle est en cours d'envoi.",
    };
}
