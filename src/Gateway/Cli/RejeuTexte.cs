using System.Globalization;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Replay;

namespace Parcoursup.Gateway.Cli;

/// <summary>What a replay has shown, as a person reads it and as a program does.</summary>
internal static class RejeuTexte
{
    public static string Of(Ecart ecart) =>
        $"{ecart.Etablissement} : {ecart.Table}, {Clean(ecart.Objet)} : {Clean(ecart.Champ)} : ici {Value(ecart.Ici)}, "
        + $"rejeu {Value(ecart.Rejeu)}";

    public static IEnumerable<string> Bilan(RapportRejeu rapport)
    {
        var (rejeu, comparaison) = (rapport.Rejeu, rapport.Comparaison);
        foreach (var echec in rejeu.Echecs)
            yield return $"{echec.Etablissement} : message {echec.Id} ({echec.Canal}) : appliqué ici, ne peut pas l'être dans le rejeu "
                + $"({Clean(echec.Raison)})";
        if (rejeu.Retires > 0)
            yield return $"Retiré par la conservation : le contenu de {Accord.De(rejeu.Retires, "message")}. "
                + "Ce qui en vient n'est pas jugé.";
        foreach (var manque in rejeu.SansTrace)
            yield return $"Non rejoué : message {manque.Id} ({manque.Canal}), {manque.Raison}. Ce qui en vient n'est pas jugé.";
        if (comparaison.CandidatsRetires + comparaison.LignesRetirees > 0)
            yield return $"Non jugés pour cette raison : {Accord.De(comparaison.CandidatsRetires, "candidat")}, "
                + $"{Accord.De(comparaison.LignesRetirees, "autre ligne", "autres lignes")}.";
        if (comparaison.EnAttente > 0)
            yield return $"En attente d'évaluation : {Accord.De(comparaison.EnAttente, "candidat")}, "
                + "dont la décision n'est pas comparée.";
        yield return $"{Accord.De(rejeu.Rejoues, "message rejoué", "messages rejoués")} ; comparé : "
            + string.Join(", ", ComparedLabels(comparaison)) + ".";
        yield return rapport.Ecarts == 0
            ? "Aucun écart : le journal, rejoué, redonne exactement ce que la base contient."
            : $"{Accord.De(rapport.Ecarts, "écart")} : la base ne contient pas ce que son journal redonne. "
                + string.Join(" ; ", comparaison.Ecarts.Select(e => $"{e.Key.Etablissement}, {e.Key.Table} : {e.Value}"));
    }

    private static IEnumerable<string> ComparedLabels(Comparaison comparaison)
    {
        long Count(string table) => comparaison.Lignes.GetValueOrDefault(table);
        yield return Accord.De(Count("candidat"), "candidat");
        yield return Accord.De(Count("voeu"), "vœu", "vœux");
        yield return Accord.De(Count("resultat_bac"), "résultat du baccalauréat", "résultats du baccalauréat");
        yield return Accord.De(Count("inscription"), "inscription");
    }

    private static string Value(string? value) => value is null ? "rien" : $"« {Clean(value)} »";

    // Whatever somebody has sent stays on its line, and says nothing to the terminal.
    private static string Clean(string text) => string.Concat(
        text.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? ' ' : c));
}
