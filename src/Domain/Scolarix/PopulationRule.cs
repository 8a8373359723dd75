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
        if (faits.Voeux.Any(IsAccepted)) return faits.InscritAilleurs ? Elsewhere : OfBaccalaureat(faits);
        if (faits.Voeux.FirstOrDefault(IsOpen) is { } open) return WhileOpen(faits, open);

        // "Oui en attente": accepted while other wishes wait. Rule C1 may take it for an answer, this file never does.
        if (faits.Voeux.Any(v =>
            v is { Voeu: { Disparu: false, CodeSituation: Situation.AccepteeEnAttente }, Decision.Code: not CodeDecision.D }))
            return Out(RaisonPopulation.OuiEnAttente, "La réponse est « Oui en attente » : le candidat garde d'autres vœux en attente.",
                SheetInitial);
        return Unaccepted(faits.Voeux);
    }

    /// <summary>
    /// By the answer alone: the file carries neither VET nor aménagement, and Oui and Oui si are admitted alike, so that a
    /// decision held for the configuration's sake says nothing here. A D of such a wish is a failure.
    /// </summary>
    private static bool IsAccepted(VoeuDecide v) =>
        v is { Voeu: { Disparu: false, CodeSituation: Situation.Acceptee }, Decision.Code: not CodeDecision.D } && AnswerIsReadable(v);

    /// <summary>Nobody can tell what was answered; or a guard still keeps a decision that the answer has left behind (rule C6).</summary>
    private static bool IsOpen(VoeuDecide v) =>
        v.Decision.EstRetenue ? !(v.Voeu.CodeSituation == Situation.AccepteeEnAttente && AnswerIsReadable(v))
        : v.Decision.EstVivante && v.Voeu is not { Disparu: false, CodeSituation: Situation.AccepteeEnAttente };

    private static bool AnswerIsReadable(VoeuDecide v) => v.Voeu.Defauts.All(d => d.Champ != "codeSituation");

    // Whatever he has answered, these keep him out.
    private static JugementPopulation WhileOpen(FaitsPopulation faits, VoeuDecide open)
    {
        if (faits.InscritAilleurs) return Elsewhere;
        if (OfBaccalaureat(faits) is { Presence: Presence.Absente } without) return without;
        return open.Decision.EstRetenue
            ? Kept(open.Decision.Motif, open.Decision.Source)
            : Kept("une garde retient encore la décision précédente, alors que la réponse a changé.", "règle C6");
    }

    private static JugementPopulation Kept(string motif, string source) => new(
        Presence.CommeAvant, RaisonPopulation.EnReserve,
        $"En réserve : {motif} En attendant, le candidat garde la place qu'il avait dans le dernier fichier.", source);

    private static JugementPopulation Unaccepted(IReadOnlyList<VoeuDecide> voeux)
    {
        if (voeux.FirstOrDefault(v => v.Decision.Code == CodeDecision.D) is not { } gone)
            return Out(RaisonPopulation.SansReponse, "Le candidat n'a pas accepté de proposition.", SheetInitial);
        return gone.Voeu is { Disparu: false, CodeSituation: Situation.Acceptee or Situation.AccepteeEnAttente }
            ? Out(RaisonPopulation.NonBachelier, gone.Decision.Motif, gone.Decision.Source)
            : Out(RaisonPopulation.Desiste, gone.Decision.Motif, SheetUpdate);
    }

    private static JugementPopulation Elsewhere =>
        Out(RaisonPopulation.InscritAilleurs, "Le candidat est inscrit dans un autre établissement.", RuleF4);

    private static JugementPopulation OfBaccalaureat(FaitsPopulation faits) => faits switch
    {
        { Bac.Issue: IssueBac.Admis } => In(RaisonPopulation.BacObtenu, "Le candidat a accepté et a obtenu le baccalauréat.", SheetInitial),
        { Bac.Issue: IssueBac.Refuse } => Out(RaisonPopulation.NonBachelier, "Le candidat a échoué au baccalauréat.", SheetInitial),
        { Bac.Issue: IssueBac.Rattrapage } =>
        Out(RaisonPopulation.Rattrapage, "Le candidat passe le rattrapage : il entrera s'il est admis.", RuleG1),
        { Declaration: true } =>
        In(RaisonPopulation.TitulaireDeclare, "Un gestionnaire a déclaré le candidat titulaire d'un baccalauréat ou d'un équivalent.",
            RuleG1),
        { Declaration: false } => Out(RaisonPopulation.NonBachelier, "Un gestionnaire a déclaré le candidat sans baccalauréat.", RuleG1),
        { DiplomeEquivalent: true } => In(RaisonPopulation.DiplomeEquivalent, "Le candidat a un diplôme étranger ou équivalent.", RuleG1),
        { AnneeBac: { } annee } when annee < faits.Session =>
        In(RaisonPopulation.DejaTitulaire, $"Le candidat a le baccalauréat depuis {annee}.", RuleG1),
        _ => new(Presence.ADecider, RaisonPopulation.BacInconnu,
            "Aucun résultat du baccalauréat n'est connu : déclarer si le candidat en est titulaire, ou attendre le résultat.", RuleG1),
    };

    private static JugementPopulation In(RaisonPopulation raison, string motif, string source) =>
        new(Presence.Presente, raison, motif, source);

    private static JugementPopulation Out(RaisonPopulation raison, string motif, string source) =>
        new(Presence.Absente, raison, motif, source);
}
