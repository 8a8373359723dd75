using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Opi;

namespace Parcoursup.Gateway.Domain.Scolarix;

/// <summary>
/// Rule G1: who stands in Scolarix's file (seed 003 §1, §3). Those whose answer is Oui or Oui si and who have the
/// baccalauréat; "Oui en attente" and those without it never.
/// </summary>
public static class PopulationRule
{
    private const string RuleG1 = "règle G1";
    private const string RuleF4 = "règle F4";
    private const string SheetInitial = "guide Cocktail §1";
    private const string SheetUpdate = "guide Cocktail §3";

    public static JugementPopulation Judge(FaitsPopulation faits)
    {
        ArgumentNullException.ThrowIfNull(faits);
        var live = faits.Voeux.Where(v => v.Decision.EstVivante).ToList();
        if (live.Count == 0) return WithoutLiveWish(faits.Voeux);

        // "Oui en attente": accepted while other wishes wait. Rule C1 may take it for an answer, this file never does.
        if (!live.Any(v => v.Voeu.CodeSituation == Situation.Acceptee))
            return Out(RaisonPopulation.OuiEnAttente, "La réponse est « Oui en attente » : le candidat garde d'autres vœux en attente.", SheetInitial);
        if (faits.InscritAilleurs)
            return Out(RaisonPopulation.InscritAilleurs, "Le candidat est inscrit dans un autre établissement.", RuleF4);
        return OfBaccalaureat(faits);
    }

    private static JugementPopulation WithoutLiveWish(IReadOnlyList<VoeuDecide> voeux)
    {
        if (voeux.FirstOrDefault(v => v.Decision.EstRetenue) is { } held)
            return Out(RaisonPopulation.EnReserve, "En réserve : " + held.Decision.Motif, held.Decision.Source);
        if (voeux.FirstOrDefault(v => v.Decision.Code == CodeDecision.D) is not { } gone)
            return voeux.Any(v => v.Voeu.CodeSituation == Situation.AccepteeEnAttente)
                ? Out(RaisonPopulation.OuiEnAttente, "La réponse est « Oui en attente ».", SheetInitial)
                : Out(RaisonPopulation.SansReponse, "Le candidat n'a pas accepté de proposition.", SheetInitial);
        return gone.Voeu is { Disparu: false, CodeSituation: Situation.Acceptee or Situation.AccepteeEnAttente }
            ? Out(RaisonPopulation.NonBachelier, gone.Decision.Motif, gone.Decision.Source)
            : Out(RaisonPopulation.Desiste, gone.Decision.Motif, SheetUpdate);
    }

    private static JugementPopulation OfBaccalaureat(FaitsPopulation faits) => faits switch
    {
        { Bac.Issue: IssueBac.Admis } => In(RaisonPopulation.BacObtenu, "Le candidat a accepté et a obtenu le baccalauréat.", SheetInitial),
        { Bac.Issue: IssueBac.Refuse } => Out(RaisonPopulation.NonBachelier, "Le candidat a échoué au baccalauréat.", SheetInitial),
        { Bac.Issue: IssueBac.Rattrapage } => Out(RaisonPopulation.Rattrapage, "Le candidat passe le rattrapage : il entrera s'il est admis.", RuleG1),
        { Declaration: true } => In(RaisonPopulation.TitulaireDeclare, "Un gestionnaire a déclaré le candidat titulaire d'un baccalauréat ou d'un équivalent.", RuleG1),
        { Declaration: false } => Out(RaisonPopulation.NonBachelier, "Un gestionnaire a déclaré le candidat sans baccalauréat.", RuleG1),
        { DiplomeEquivalent: true } => In(RaisonPopulation.DiplomeEquivalent, "Le candidat a un diplôme étranger ou équivalent.", RuleG1),
        { AnneeBac: { } annee } when annee < faits.Session => In(RaisonPopulation.DejaTitulaire, $"Le candidat a le baccalauréat depuis {annee}.", RuleG1),
        _ => new(Presence.ADecider, RaisonPopulation.BacInconnu,
            "Aucun résultat du baccalauréat n'est connu : déclarer si le candidat en est titulaire, ou attendre le résultat.", RuleG1),
    };

    private static JugementPopulation In(RaisonPopulation raison, string motif, string source) => new(Presence.Presente, raison, motif, source);

    private static JugementPopulation Out(RaisonPopulation raison, string motif, string source) => new(Presence.Absente, raison, motif, source);
}
