using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;

namespace Parcoursup.Gateway.Domain.Decisions;

/// <summary>Everything that a decision depends on besides the wish and the day.</summary>
/// <param name="Calendrier">The session's calendar, null when nobody entered it.</param>
/// <param name="Formation">The formation's mapping, null when nobody entered it.</param>
/// <param name="NeedsVet">The system needs a VET before a wish can be favourable.</param>
public sealed record DecisionContext(
    ReglesEtablissement Regles,
    CalendrierCampagne? Calendrier,
    FormationMapping? Formation,
    ResultatBac? Bac,
    bool NeedsVet = true);

/// <summary>Rule C1: the decision on one wish, a pure function of the facts and of the day.</summary>
public static class DecisionRule
{
    private const string RuleB1 = "règle B1";
    private const string RuleC1 = "règle C1";
    private const string RuleC3 = "règle C3";
    private const string SheetBac = "fiche Parcoursup et Apogée §I.B";
    private const string SheetWithdrawal = "fiche Parcoursup et Apogée §I.C";
    private const string SheetPrinciple = "fiche Parcoursup et Apogée §I.A";

    public static Decision Decide(Voeu voeu, DecisionContext context, DateOnly today)
    {
        if (voeu.Disparu)
            return Unfavourable("La candidature n'est plus dans Parcoursup (désistement confirmé).", SheetWithdrawal);

        if (DefectOf(voeu, "codeSituation") is { } unreadable)
            return unreadable;

        return voeu.CodeSituation switch
        {
            Situation.Refusee => Unfavourable("Le candidat a refusé la proposition ou s'est désisté.", SheetWithdrawal),
            Situation.SansReponse => Nothing("Le candidat n'a pas encore répondu à la proposition."),
            Situation.AccepteeEnAttente when !context.Regles.SituationDeuxAcceptee =>
                Nothing("Le candidat garde d'autres vœux en attente ; l'établissement attend sa réponse définitive."),
            Situation.Acceptee or Situation.AccepteeEnAttente => Accepted(voeu, context, today),
            _ => Hold("codeSituation", $"Valeur {voeu.CodeSituation} inconnue : vérifier la candidature dans Parcoursup.", RuleC1),
        };
    }

    private static Decision Accepted(Voeu voeu, DecisionContext context, DateOnly today)
    {
        // A calendar entered without this day must not make every failure count from the year 1.
        var publication = context.Calendrier is { PublicationResultatsBac: var day } && day != default ? context.Calendrier : null;
        if (publication is null)
            return FirstDefect(voeu)
            ?? Hold("campagnes",
                $"La date de publication des résultats du baccalauréat de la session {voeu.Key.Session} n'est pas saisie : compléter le "
                + $"calendrier.", RuleC3);

        // The failure comes before the defects: no other field can make it favourable again.
        var failed = context.Bac?.Issue == IssueBac.Refuse;
        if (failed && today >= publication.PremierJourDefavorable)
            return Unfavourable("Le candidat a échoué au baccalauréat.", SheetBac);

        // The day after the publication is the only day on which time alone can change this decision (rule C5).
        DateOnly? next = today < publication.PremierJourDefavorable ? publication.PremierJourDefavorable : null;
        return (FirstDefect(voeu) ?? Favourable(voeu, context, failed)) with { ProchaineEvaluation = next };
    }

    private static Decision Favourable(Voeu voeu, DecisionContext context, bool failed)
    {
        if (context.Regles.ReponseDe(voeu.CodeAmenagement) is not { } reponse)
            return Hold("codeAmenagement", $"Valeur {voeu.CodeAmenagement} inconnue : compléter la table des aménagements (Oui si).",
                RuleC3);
        var bac = failed
            ? " Échec au baccalauréat connu : défavorable à partir du lendemain de la publication."
            : context.Bac?.Issue == IssueBac.Rattrapage ? " Candidat au rattrapage : le vœu reste favorable." : "";
        return context.NeedsVet ? OfferedByVet(voeu, context.Formation, reponse, bac) : Offered(reponse, null, bac);
    }

    private static Decision OfferedByVet(Voeu voeu, FormationMapping? mapping, Reponse reponse, string bac)
    {
        if (mapping is not { } formation)
            return Hold($"formations[{voeu.Key.CodeFormationPsup}]",
                $"La formation {voeu.Key.CodeFormationPsup} n'a pas de correspondance : indiquer sa VET.", RuleC3);
        if (formation.Cible(reponse) is not { } cible)
            return Hold($"formations[{voeu.Key.CodeFormationPsup}].{FieldOf(reponse)}",
                $"La formation {voeu.Key.CodeFormationPsup} n'a pas de VET pour la réponse « {LabelOf(reponse)} » : la renseigner.",
                RuleC3);
        if (cible.ChampManquant(reponse) is { } missing)
            return Hold($"formations[{voeu.Key.CodeFormationPsup}].{FieldOf(reponse)}.{missing}",
                $"La correspondance de la formation {voeu.Key.CodeFormationPsup} pour la réponse « {LabelOf(reponse)} » est incomplète : "
                + $"renseigner {missing}.", RuleC3);
        return Offered(reponse, cible, bac);
    }

    private static Decision Offered(Reponse reponse, CibleVet? cible, string bac) => reponse == Reponse.Oui
        ? new Decision { Code = CodeDecision.F, Cible = cible?.SansOuiSi(), Motif = "Le candidat a accepté la proposition." + bac,
            Source = SheetPrinciple }
        : new Decision { Code = CodeDecision.S, Cible = cible, Motif = $"Le candidat a accepté « {LabelOf(reponse)} »{Curriculum(cible)}."
            + bac, Source = SheetPrinciple };

    private static string Curriculum(CibleVet? cible) => cible switch
    {
        null => "",
        { CursusAmenage: { } cursus } => $" : cursus aménagé « {cursus} » (catégorie {cible.CodCatOuiSi})",
        _ => $" : catégorie {cible.CodCatOuiSi}",
    };

    private static string FieldOf(Reponse reponse) => reponse switch
    {
        Reponse.Oui => "oui",
        Reponse.OuiSi3Ans => "ouiSi3Ans",
        _ => "ouiSi4Ans",
    };

    private static string LabelOf(Reponse reponse) => reponse switch
    {
        Reponse.Oui => "Oui",
        Reponse.OuiSi3Ans => "Oui si en 3 ans",
        _ => "Oui si en 4 ans",
    };

    private static Decision? DefectOf(Voeu voeu, string field) => HoldOn(voeu.Defauts.FirstOrDefault(d => d.Champ == field));

    private static Decision? FirstDefect(Voeu voeu) => HoldOn(voeu.Defauts.Count > 0 ? voeu.Defauts[0] : null);

    private static Decision? HoldOn(Defaut? defect) => defect is null ? null : Hold(defect.Champ, defect.Message, RuleB1);

    private static Decision Unfavourable(string reason, string source) => new() { Code = CodeDecision.D, Motif = reason, Source = source };

    private static Decision Nothing(string reason) => new() { Motif = reason, Source = RuleC1 };

    private static Decision Hold(string field, string message, string source) =>
        new() { Reserve = new Reserve(field, message), Motif = message, Source = source };
}
