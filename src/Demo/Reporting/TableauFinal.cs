using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Parcoursup.Gateway.Demo.Reporting;

/// <summary>The table at the end: what the gateway says beside what the oracle expects.</summary>
internal static class TableauFinal
{
    public static Table Construire(Bilan bilan)
    {
        var synthese = bilan.Syntheses.Alpes;
        var attendu = bilan.Attendu;
        var table = new Table().Border(TableBorder.Rounded).Title("Fin de campagne")
            .AddColumn("").AddColumn(new TableColumn("Obtenu").RightAligned()).AddColumn(new TableColumn("Oracle").RightAligned());
        Ligne(table, "Candidats", bilan.Syntheses.Total(s => s.Candidats));
        Ligne(table, "Vœux", bilan.Syntheses.Total(s => s.Voeux));
        Ligne(table, "OPI favorables (F) acceptées par Apogée", synthese.OpiF, attendu.Nombre("F"));
        Ligne(table, "OPI Oui si (S) acceptées par Apogée", synthese.OpiS, attendu.Nombre("S"));
        Ligne(table, "OPI défavorables (D) acceptées par Apogée", synthese.OpiD, attendu.Nombre("D"));
        Ligne(table, "Dossiers importés par Fregata", bilan.Etats.Fregata["importes"]!.AsArray().Count, attendu.Fregata!.Importes.Count);
        Ligne(table, "Apprenants enregistrés dans Fregata", bilan.Etats.Fregata["apprenants"]!.AsArray().Count,
            attendu.Fregata.Apprenants.Count);
        Ligne(table, "Candidats dans la base de Scolarix", bilan.Etats.Scolarix["base"]!.AsArray().Count, attendu.Scolarix!.Base.Count);
        Ligne(table, "IA acquittées par Parcoursup", bilan.Syntheses.Total(s => s.IaAcquittees), attendu.Inscriptions.Count);
        Ligne(table, "IA refusées par Parcoursup", bilan.Syntheses.Total(s => s.IaRefusees), attendu.InscriptionsRefusees);
        Ligne(table, "Réserves", bilan.Syntheses.Total(s => s.Reserves));
        Ligne(table, "Tâches", bilan.Syntheses.Total(s => s.Taches));
        return table;
    }

    /// <summary>Each system beside the oracle: what it holds, to the last line.</summary>
    public static Table Verdict(Bilan bilan) => Verdict(bilan.Systemes, bilan.Anomalies);

    public static Table Verdict(IReadOnlyList<(string Systeme, IReadOnlyList<string> Ecarts)> systemes, IReadOnlyList<string> anomalies)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Chaque système et l'oracle").AddColumn("").AddColumn("");
        foreach (var (systeme, ecarts) in systemes)
            table.AddRow(systeme, ecarts.Count == 0 ? "[green]égal à l'oracle[/]" : $"[red]{Accord.De(ecarts.Count, "écart")}[/]");
        table.AddRow("En chemin",
            anomalies.Count == 0 ? "[green]rien d'inattendu[/]" : $"[red]{Accord.De(anomalies.Count, "anomalie")}[/]");
        return table;
    }

    /// <summary>What the simulators inflicted on the way.</summary>
    public static string Pannes(EtatsFinaux etats)
    {
        var (apogee, parcoursup) = (etats.Apogee["totaux"]!, etats.Parcoursup["appels"]!);
        return string.Create(CultureInfo.InvariantCulture, $"Pannes surmontées : Apogée {Nombre(apogee, "pannes503")} × 503, ")
            + $"{Accord.De(Nombre(apogee, "lenteurs"), "lenteur")}, {Accord.De(Nombre(apogee, "coupures"), "coupure")} après écriture, "
            + $"{Accord.De(Nombre(apogee, "tardifs"), "appel tardif")} ; Parcoursup "
            + string.Create(CultureInfo.InvariantCulture, $"{Nombre(parcoursup, "pannes503")} × 503, ")
            + $"{Accord.De(Nombre(parcoursup, "lenteurs"), "lenteur")}, "
            + $"{Accord.De(Nombre(parcoursup, "tropVite"), "appel trop rapide", "appels trop rapides")}.";
    }

    private static void Ligne(Table table, string quoi, int passerelle, int? oracle = null) =>
        table.AddRow(quoi, passerelle.ToString(CultureInfo.InvariantCulture), oracle?.ToString(CultureInfo.InvariantCulture) ?? "");

    private static int Nombre(JsonNode node, string name) => node[name]?.GetValue<int>() ?? 0;
}
