using System.Globalization;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Pages.Tableaux;

namespace Parcoursup.Gateway.Pages.Nomenclatures;

/// <summary>
/// The nomenclatures as a table: what is missing first, then the établissement's own entries; what is shipped is not in it.
/// </summary>
internal sealed class NomenclaturesTableau : ITableauReglage
{
    private const string Table = "table";
    private const string Valeur = "valeur";
    private const string Code = "code";

    /// <summary>Of how many the value is not handed on: told, never read.</summary>
    private const string Candidats = "candidats";

    private static readonly string[] Columns = [Table, Valeur, Code, Candidats];

    public string Chemin => "/nomenclatures";
    public string Titre => "Nomenclatures";
    public string NomFichier => "nomenclatures";

    public async Task<Tableau> SortirAsync(HttpContext http)
    {
        var missing = await http.RequestServices.GetRequiredService<ValeursManquantes>().DeAsync(http.Etablissement(), http.RequestAborted);
        var tables = TableNomenclature.Toutes(http.Etablissement().Document, missing);
        return new(Columns,
        [
            .. tables.SelectMany(t => t.Manquantes.Select(m =>
                (IReadOnlyList<string>)[t.Nom, m.Valeur, "", m.Candidats.ToString(CultureInfo.InvariantCulture)])),
            .. tables.SelectMany(t => t.Propres.Select(e => (IReadOnlyList<string>)[t.Nom, e.Key, e.Value, ""])),
        ]);
    }

    public LectureTableau Lire(HttpContext http, ReadOnlyMemory<byte> fichier)
    {
        var errors = new List<ErreurTableau>();
        var lines = TableauReader.Read(fichier, Columns, [Table, Valeur, Code], errors);
        var seen = new Dictionary<(string, string), int>();
        foreach (var line in lines)
        {
            var key = (line[Table].ToUpperInvariant(), line[Valeur].ToUpperInvariant());
            if (new[] { Table, Valeur }.FirstOrDefault(c => line[c].Length == 0) is { } empty)
                errors.Add(new(line.Numero, empty, $"La colonne « {empty} » est vide : la remplir, ou retirer la ligne."));
            else if (!seen.TryAdd(key, line.Numero))
                errors.Add(new(line.Numero, Valeur, string.Create(CultureInfo.InvariantCulture,
                    $"La ligne {seen[key]} donne déjà un code à cette valeur : n'en garder qu'une.")));
        }

        return errors.Count > 0 ? LectureTableau.Illisible(errors)
            : new(lines.Count, [], document => Apply(document, lines), erreur => new(null, null, erreur.Message));
    }

    private static EtablissementDocument Apply(EtablissementDocument document, IReadOnlyList<LigneTableau> lines) =>
        lines.GroupBy(line => line[Table], StringComparer.OrdinalIgnoreCase).Aggregate(document, (made, table) =>
            TableNomenclature.Avec(made, table.Key, table.Select(line => (line[Valeur], line[Code]))));
}
