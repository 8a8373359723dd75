using Parcoursup.Gateway.Adapters.Parcoursup.Push;
using Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>By which of the three ways in Parcoursup told something, as an administrator reads it.</summary>
internal static class Provenance
{
    /// <param name="compte">Of the message: the number, where it answers a pull.</param>
    /// <param name="importation">Number of the importation, where the message is its file.</param>
    /// <returns>Null for a message that came by another way: what it brought names its rule.</returns>
    public static string? Of(Canal canal, string? compte, long? importation, string? fichier) => canal switch
    {
        _ when canal == Canal.Push => "poussé par Parcoursup",
        _ when canal == Canal.Recuperation => $"récupération n° {compte}",
        _ when canal == Canal.Importation => $"export CSV, importation n° {importation}{(fichier is null ? "" : $" ({fichier})")}",
        _ => null,
    };
}
