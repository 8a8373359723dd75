using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Pages.Tableaux;

/// <summary>A part of the set-up as a table that people take away, change in a spreadsheet and bring back.</summary>
public sealed record Tableau(IReadOnlyList<string> Colonnes, IReadOnlyList<IReadOnlyList<string>> Lignes);

/// <summary>A line of a file that was brought back; columns that the file does not have are none of its values.</summary>
public sealed record LigneTableau(int Numero, IReadOnlyDictionary<string, string> Valeurs)
{
    /// <summary>Empty where the file has no such column.</summary>
    public string this[string colonne] => Valeurs.GetValueOrDefault(colonne, "");
}

/// <param name="Ligne">Null: the whole file.</param>
/// <param name="Colonne">Null: the whole line.</param>
public sealed record ErreurTableau(int? Ligne, string? Colonne, string Message);

/// <summary>What a file asks for.</summary>
/// <param name="Changer">Makes the document from the one that there is then: what the file does not name stays.</param>
/// <param name="Situer">Where in the file an error of the document comes from.</param>
public sealed record LectureTableau(
    int Lignes, IReadOnlyList<ErreurTableau> Erreurs, Func<EtablissementDocument, EtablissementDocument> Changer,
    Func<Erreur, ErreurTableau> Situer)
{
    public static LectureTableau Illisible(IReadOnlyList<ErreurTableau> erreurs) =>
        new(0, erreurs, document => document, erreur => new(null, null, erreur.Message));
}
