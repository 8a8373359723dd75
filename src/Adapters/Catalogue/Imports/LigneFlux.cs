using Parcoursup.Gateway.Adapters.Catalogue.Etat;

namespace Parcoursup.Gateway.Adapters.Catalogue.Imports;

/// <summary>A line of a file: its values in the order of <see cref="Colonnes"/>, or why it cannot be read.</summary>
internal sealed record LigneFlux(int Numero, ValeurFlux[] Valeurs, (string Champ, string Motif)? Defaut)
{
    /// <summary>The key, the feed's columns, then those of a takeover.</summary>
    public static IReadOnlyList<string> Colonnes { get; } = [Colonne.Cle, .. Colonne.Flux.Select(c => c.Nom), .. Colonne.Reprise];

    public static IReadOnlyDictionary<string, int> Places { get; } = Colonnes.Index().ToDictionary(c => c.Item, c => c.Index);
}

/// <summary>A file that nobody can read: the import fails, and says why.</summary>
internal sealed class FluxIllisibleException(string message) : Exception(message);
