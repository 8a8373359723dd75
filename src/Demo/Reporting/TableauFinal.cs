using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Parcoursup.Gateway.Demo.Reporting;

/// <summary>The table at the end: what the gateway says beside what the oracle expects.</summary>
internal static class TableauFinal
{
    public static Table Construire(Bilan bilan)
    {
        var synthese = bilan.Synthese;
        var attendu = bilan.Attendu;
        var table = new Table().Border(TableBorder.Rounded).Title("Fin de campagne")
            .AddColumn("").AddColumn(new TableColumn("Passerelle").RightAligned()).AddColumn(new TableColumn("Oracle").RightAligned());
        Ligne(table, "Candidats", synthese.Candidats);
        Ligne(table, "Vœux", synthese.Voeux);
        Ligne(table, "OPI favorables (F) acceptées par Apogée", synthese.OpiF, attendu.Nombre("F"));
        Ligne(table, "OPI Oui Si (S) acceptées par Apogée", synthese.OpiS, attendu.Nombre("S"));
        Ligne(table, "OPI défavorables (D) acceptées par Apogée", synthese.OpiD, attendu.Nombre("D"));
        Ligne(table, "IA acquittées par Parcoursup", synthese.IaAcquittees, attendu.Inscriptions.Count);
        Ligne(table, "IA refusées par Parcoursup", synthese.IaRefusees, attendu.InscriptionsRefusees);
        Ligne(table, "Réserves", synthese.Reserves);
        Ligne(table, "Tâches", synthese.Taches);
        return table;
    }

    /// <summary>What the simulators inflicted on the way.</summary>
    public static string Pannes(Bilan bilan) => string.Create(
        CultureInfo.InvariantCulture,
        $"Pannes surmontées : Apogée {Nombre(bilan.Apogee, "pannes503")} × 503, {Nombre(bilan.Apogee, "lenteurs")} lenteurs, {Nombre(bilan.Apogee, "coupures")} coupures après écriture, {Nombre(bilan.Apogee, "tardifs")} appels tardifs ; Parcoursup {Nombre(bilan.Parcoursup, "pannes503")} × 503, {Nombre(bilan.Parcoursup, "lenteurs")} lenteurs, {Nombre(bilan.Parcoursup, "tropVite")} appels trop rapides.");

    private static void Ligne(Table table, string quoi, int passerelle, int? oracle = null) =>
        table.AddRow(quoi, passerelle.ToString(CultureInfo.InvariantCulture), oracle?.ToString(CultureInfo.InvariantCulture) ?? "");

    private static int Nombre(JsonNode node, string name) => node[name]?.GetValue<int>() ?? 0;
}
