using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.FichiersPlats;
using Parcoursup.Gateway.Tableurs;

namespace Parcoursup.Gateway.Pages.Tableaux;

/// <summary>A table as a file that a spreadsheet opens by a double click.</summary>
internal static class TableauSortie
{
    public const string Classeur = "xlsx";

    private static readonly FormeFichier Csv = new() { Encodage = EncodageFichier.Utf8 };

    // Without it a spreadsheet takes UTF-8 for something else.
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    /// <param name="format"><c>csv</c> or <c>xlsx</c>.</param>
    public static async Task<IResult> RepondreAsync(HttpContext http, Tableau tableau, string nom, string? format)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (Classeur.Equals(format, StringComparison.OrdinalIgnoreCase))
        {
            var workbook = new MemoryStream();
            await EcrivainClasseur.WriteAsync(workbook, nom, tableau.Colonnes, tableau.Lignes, http.RequestAborted);
            return Results.File(
                workbook.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", nom + ".xlsx");
        }

        using var writer = new FichierPlatWriter(Csv, tableau.Colonnes);
        foreach (var line in tableau.Lignes) writer.Write(line.Select(CelluleTableur.Sure));
        return Results.File([.. Mark, .. writer.Take()], "text/csv; charset=utf-8", nom + ".csv");
    }
}
