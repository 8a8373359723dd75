namespace Parcoursup.Gateway.Tableurs;

/// <summary>
/// One item of a file of a spreadsheet: first <see cref="EnteteTableur"/>, then the lines, or <see cref="RefusTableur"/>, after which
/// nothing comes.
/// </summary>
public abstract record ElementTableur
{
    private protected ElementTableur() { }
}

/// <summary>The line of the labels.</summary>
/// <param name="Feuille">The sheet of a workbook; null for text.</param>
/// <param name="Libelles">The labels, without those that are blank at the end.</param>
/// <param name="Separateur">What stands between two values; irrelevant in a workbook.</param>
public sealed record EnteteTableur(int Ligne, string? Feuille, IReadOnlyList<string> Libelles, char Separateur) : ElementTableur;

/// <summary>A line that is not blank.</summary>
/// <param name="Ligne">Number of its first line in the file or sheet, from 1.</param>
/// <param name="Champs">Its values; as many as there are labels unless <paramref name="Defaut"/> says otherwise.</param>
/// <param name="Defaut">What keeps it from being read; its values then only help to say whose it is.</param>
/// <param name="GuillemetOuvert">A quotation mark is never closed; it was read as a character.</param>
public sealed record LigneTableur(int Ligne, IReadOnlyList<string> Champs, DefautLigne? Defaut, bool GuillemetOuvert = false)
    : ElementTableur;

/// <summary>The file cannot be read at all, or no further: why and what to do, in French.</summary>
public sealed record RefusTableur(string Message) : ElementTableur;

/// <summary>Why a line cannot be taken, in French.</summary>
/// <param name="Colonne">Label of the column at fault; null when the whole line is.</param>
public sealed record DefautLigne(string? Colonne, string Message);

/// <summary>What is known of a file beforehand.</summary>
public sealed record OptionsTableur
{
    /// <summary>The separator that was agreed on; null: it is found by the labels. A line <c>sep=</c> of the file outranks both.</summary>
    public char? Separateur { get; init; }

    /// <summary>The encoding of text that is not UTF-8; windows-1252 unless something else was agreed on.</summary>
    public System.Text.Encoding? Codage { get; init; }

    /// <summary>How dates of a workbook are written; null: jj/mm/aaaa, with the time where there is one.</summary>
    public string? FormatDate { get; init; }
}
