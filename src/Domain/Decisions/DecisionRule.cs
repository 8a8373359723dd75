using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;

namespace Parcoursup.Gateway.Domain.Decisions;

/// <summary>Everything that a decision depends on besides the wish and the day.</summary>
/// <param name="Calendrier">The session's calendar, null when nobody entered it.</param>
/// <param name="Formation">The formation's mapping, null when nobody entered it.</param>
public sealed record DecisionContext(
    ReglesEtablissement Regles,
    CalendrierCampagne? Calendrier,
    FormationMapping? Formation,
    ResultatBac? Bac);

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
        if (voeu.Defauts.Count > 0)
            return Hold(voeu.Defauts[0].Champ, voeu.Defauts[0].Message, RuleB1);
        if (context.Calendrier is not { } calendrier)
            return Hold("campagnes", $"Le calendrier de la session {voeu.Key.Session} n'est pas saisi : renseigner la date de publication des résultats du baccalauréat.", RuleC3);

        var failed = context.Bac?.Issue == IssueBac.Refuse;
        if (failed && today >= calendrier.PremierJourDefavorable)
            return Unfavourable("Le candidat a échoué au baccalauréat.", SheetBac);

        // The day after the publication is the only day on which time alone can change this decision (rule C5).
        DateOnly? next = today < calendrier.PremierJourDefavorable ? calendrier.PremierJourDefavorable : null;
        return Favourable(voeu, context, failed) with { ProchaineEvaluation = next };
    }

    private static Decision Favourable(Voeu voeu, DecisionContext context, bool failed)
    {
        if (Answer(voeu, context.Regles) is not { } reponse)
            return Hold("codeAmenagement", $"Valeur {voeu.CodeAmenagement} inconnue : compléter la table des aménagements (Oui Si).", RuleC3);
        if (context.Formation is not { } formation)
            return Hold($"formations[{voeu.Key.CodeFormationPsup}]", $"La formation {voeu.Key.CodeFormationPsup} n'a pas de correspondance : indiquer sa VET.", RuleC3);
        if (formation.Cible(reponse) is not { } cible)
            return Hold($"formations[{voeu.Key.CodeFormationPsup}].{FieldOf(reponse)}", $"La formation {voeu.Key.CodeFormationPsup} n'a pas de VET pour la réponse « {LabelOf(reponse)} » : la renseigner.", RuleC3);

        var bac = failed
            ? " Échec au baccalauréat connu : défavorable à partir du lendemain de la publication."
            : context.Bac?.Issue == IssueBac.Rattrapage ? " Candidat au rattrapage : le vœu reste favorable." : "";
        return reponse == Reponse.Oui
            ? new Decision { Code = CodeDecision.F, Cible = cible, Motif = "Le candidat a accepté la proposition." + bac, Source = SheetPrinciple }
            : new Decision { Code = CodeDecision.S, Cible = cible, Motif = $"Le candidat a accepté « {LabelOf(reponse)} » : {Curriculum(cible)}." + bac, Source = SheetPrinciple };
    }

    private static Reponse? Answer(Voeu voeu, ReglesEtablissement regles) =>
        voeu.CodeAmenagement == 0 ? Reponse.Oui
        : regles.Amenagements.TryGetValue(voeu.CodeAmenagement, out var reponse) ? reponse
        : null;

    private static string Curriculum(CibleVet cible) =>
        cible.CursusAmenage is { } cursus
            ? $"cursus aménagé « {cursus} » (catégorie {cible.CodCatOuiSi})"
            : $"catégorie {cible.CodCatOuiSi}";

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

    private static Decision? DefectOf(Voeu voeu, string field) =>
        voeu.Defauts.FirstOrDefault(d => d.Champ == field) is { } defect ? Hold(defect.Champ, defect.Message, RuleB1) : null;

    private static Decision Unfavourable(string reason, string source) => new() { Code = CodeDecision.D, Motif = reason, Source = source };

    private static Decision Nothing(string reason) => new() { Motif = reason, Source = RuleC1 };

    private static Decision Hold(string field, string message, string source) =>
        new() { Reserve = new Reserve(field, message), Motif = message, Source = source };
}
