namespace Parcoursup.Gateway.Engine.Replay;

/// <summary>One field that the replay gives another value than it has here.</summary>
/// <param name="Objet">Which row, as persons say it: the number of a file, a formation; a key where nothing else is known.</param>
/// <param name="Ici">Null: nothing.</param>
/// <param name="Rejeu">Likewise.</param>
public sealed record Ecart(string Etablissement, string Table, string Objet, string Champ, string? Ici, string? Rejeu)
{
    /// <summary><see cref="Champ"/> of a row that is on one side only.</summary>
    public const string Ligne = "ligne";

    public const string Presente = "présente";
    public const string Absente = "absente";
}

/// <summary>What was compared, and what could not be.</summary>
public sealed class Comparaison
{
    public SortedDictionary<string, long> Lignes { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<(string Etablissement, string Table), long> Ecarts { get; } = [];

    /// <summary>Candidates of whom retention has emptied a message: what they rest on cannot be replayed.</summary>
    public long CandidatsRetires { get; set; }

    /// <summary>Results and enrolments of nobody known here, likewise.</summary>
    public long LignesRetirees { get; set; }

    /// <summary>Candidates who were still to be evaluated: of them only what messages say was compared.</summary>
    public long EnAttente { get; set; }

    public long Total => Ecarts.Values.Sum();

    internal void Compter(ComparedTable table, long lignes = 1) =>
        Lignes[table.Name] = Lignes.GetValueOrDefault(table.Name) + lignes;
}
