using System.Globalization;
using Parcoursup.Gateway.Candidats;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Fregata;
using Parcoursup.Gateway.Reconciliation;

namespace Parcoursup.Gateway.Chronologie;

/// <summary>What is known of the way from the decision to the enrolment.</summary>
/// <param name="Opi">The delivery of the candidate's OPI, null when none was ever wanted.</param>
/// <param name="PorteOuverte">The connector's gate is open (rule D1).</param>
/// <param name="Inscrites">Formations with a paid enrolment that is not cancelled.</param>
/// <param name="Fregata">The dossiers, where the établissement's system is Fregata.</param>
internal sealed record EnrolmentFacts(LivraisonRow? Opi, bool PorteOuverte, IReadOnlySet<int> Inscrites, FregataFacts? Fregata = null);

/// <summary>
/// Why a favourable wish may still not lead to an enrolment: what the gateway knows first, then what only the
/// établissement's own system can tell (seed 001 §I.A, seed 002).
/// </summary>
internal static class EnrolmentChecklist
{
    public static IReadOnlyList<string> Of(EtablissementModel etablissement, CandidatRow candidat, VoeuRow row, Decision decision, EnrolmentFacts facts)
    {
        if (facts.Inscrites.Contains(row.CodeFormation)) return ["Rien : une inscription administrative payée existe déjà pour cette formation."];
        return etablissement.Document.Sis switch
        {
            Sis.Apogee => [.. Apogee(candidat, decision, facts)],
            Sis.Fregata when facts.Fregata is { } fregata => [.. FregataChecklist.Of(etablissement, row, fregata)],
            _ => [],
        };
    }

    private static IEnumerable<string> Apogee(CandidatRow candidat, Decision decision, EnrolmentFacts facts)
    {
        if (Transmission(facts) is { } pending) yield return pending;
        var person = candidat.ReadCandidat();
        yield return person.DateNaissance is { } birth
            ? string.Create(CultureInfo.InvariantCulture, $"Le candidat se connecte à l'inscription par le web avec le numéro OPI {candidat.CodOpi} et sa date de naissance ({birth:dd/MM/yyyy}) : les lui rappeler.")
            : "La date de naissance manque : sans elle le candidat ne peut pas se connecter à l'inscription par le web.";
        if (decision.Cible is not { } vet) yield break;
        yield return string.Create(CultureInfo.InvariantCulture, $"Dans Apogée, la VET {vet.CodEtp}-{vet.CodVrsVet} doit être ouverte à l'inscription cette année{(vet.CodDip is null ? "" : $", et le diplôme {vet.CodDip}-{vet.CodVrsVdi} aussi")}.");
        yield return $"Dans Apogée, le centre de gestion {vet.CodCge} doit être rattaché à cette VET et autoriser l'inscription par le web.";
        yield return "Dans Apogée, un régime et un statut d'inscription doivent être permis pour cette VET et pour ce type d'étudiant.";
        if (decision.Code == CodeDecision.S)
            yield return $"Dans Apogée, la catégorie Oui si {vet.CodCatOuiSi}{(vet.MtfCat is null ? "" : $" et le motif {vet.MtfCat}")} doivent exister et mener au cursus aménagé de cette VET.";
    }

    private static string? Transmission(EnrolmentFacts facts) => facts.Opi switch
    {
        null => "Aucune OPI n'est encore à transmettre pour ce candidat : voir ses réserves.",
        { RevisionAcquittee: > 0 } opi when opi.RevisionAcquittee == opi.RevisionVoulue => null,
        { Etat: nameof(EtatLivraison.RefusMetier) } opi => $"Apogée a refusé l'OPI : {opi.Message} {opi.Explication}".TrimEnd(),
        { Etat: nameof(EtatLivraison.AttenteConfirmation) } opi => $"L'OPI est dans un fichier dont l'import n'a pas été confirmé. {opi.Message}".TrimEnd(),
        _ when !facts.PorteOuverte => "L'OPI attend : le connecteur de l'établissement n'a pas été testé avec ses réglages actuels (règle D1).",
        { Message: { } message } => $"L'OPI n'est pas encore acceptée par Apogée : {message}",
        _ => "L'OPI n'est pas encore acceptée par Apogée : elle est en cours d'envoi.",
    };
}
