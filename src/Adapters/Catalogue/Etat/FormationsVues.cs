using System.Globalization;
using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Etat;

/// <summary>
/// From where a night reads the formations: as they are, or, for whoever only looks, as they would be once a held import is applied
/// (the same as <c>ApplicationImport</c> writes, told by a query).
/// </summary>
internal static class FormationsVues
{
    public const string Telles = "catalogue_formation";

    // Behind all that are there: a new one has no number yet.
    private const string FirstNew = "1000000000000000";

    /// <param name="reprise">The columns of a takeover that the file has, with commas; null for a usual import.</param>
    public static string Apres(long import, string? reprise)
    {
        var taken = reprise?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var hors = ((int)StatutCatalogue.NonPubliable).ToString(CultureInfo.InvariantCulture);
        var (status, number) = (taken.Contains("parcoursup_statut"), taken.Contains("parcoursup_id"));
        return string.Create(CultureInfo.InvariantCulture, $"""
            (SELECT f.id, f.cle, CASE WHEN l.lisible THEN l.academie ELSE f.academie END AS academie,
                CASE WHEN l.lisible THEN TRUE WHEN l.cle IS NULL THEN FALSE ELSE f.presente END AS presente,
                CASE WHEN l.lisible THEN l.donnees ELSE f.donnees END AS donnees,
                CASE WHEN l.lisible AND (f.donnees <> l.donnees OR NOT f.presente)
                    THEN CASE WHEN f.herite_de IS NULL THEN l.remplace END ELSE f.remplace END AS remplace,
                {(status ? $"CASE WHEN l.lisible THEN COALESCE(l.statut, {hors}) ELSE f.statut END" : "f.statut")} AS statut,
                {(number ? "CASE WHEN l.lisible THEN l.parcoursup_id ELSE f.parcoursup_id END" : "f.parcoursup_id")} AS parcoursup_id,
                f.remplacee_par, f.auteur
            FROM catalogue_formation f LEFT JOIN catalogue_import_ligne l ON l.import = {import} AND l.cle = f.cle
            UNION ALL
            SELECT {FirstNew} + ROW_NUMBER() OVER (ORDER BY l.cle), l.cle, l.academie, TRUE, l.donnees, l.remplace,
                {(status ? $"COALESCE(l.statut, {hors})" : "0")}, {(number ? "l.parcoursup_id" : "NULL")}, NULL, NULL
            FROM catalogue_import_ligne l
            WHERE l.import = {import} AND l.lisible AND NOT EXISTS (SELECT 1 FROM catalogue_formation f WHERE f.cle = l.cle)) AS vues
            """);
    }
}
