using Parcoursup.Gateway.Engine.Ground.Dossiers;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>Which files of the folder are taken, by their names.</summary>
internal static class NomRetour
{
    private static readonly string[] Unfinished = [".tmp", ".part", ".filepart"];

    private static readonly string[] Read = [".csv", ".xlsx"];

    /// <summary>A name in <c>.csv</c> or <c>.xlsx</c>, in whatever case; Excel's own file beside an open workbook is none.</summary>
    public static bool IsTaken(string nom) => !IsHidden(nom) && Read.Contains(Path.GetExtension(nom), StringComparer.OrdinalIgnoreCase);

    /// <summary>Another name, and too old to be a file that is still being brought.</summary>
    public static bool IsStranger(EntreeDossier entry, DateTime before) =>
        !IsHidden(entry.Nom) && !IsTaken(entry.Nom) && !Unfinished.Contains(entry.Extension, StringComparer.OrdinalIgnoreCase)
        && entry.Aspect.ModifieLe < before;

    private static bool IsHidden(string nom) => nom.StartsWith('.') || nom.StartsWith("~$", StringComparison.Ordinal);
}
