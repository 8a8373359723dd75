namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>Which files of the folder are taken, by their names.</summary>
internal static class NomRetour
{
    private static readonly string[] Unfinished = [".tmp", ".part", ".filepart"];

    private static readonly string[] Read = [".csv", ".xlsx"];

    /// <summary>A name in <c>.csv</c> or <c>.xlsx</c>, in whatever case; Excel's own file beside an open workbook is none.</summary>
    public static bool IsTaken(FileInfo file) => !IsHidden(file) && Read.Contains(file.Extension, StringComparer.OrdinalIgnoreCase);

    /// <summary>Another name, and too old to be a file that is still being brought.</summary>
    public static bool IsStranger(FileInfo file, DateTime before) =>
        !IsHidden(file) && !IsTaken(file) && !Unfinished.Contains(file.Extension, StringComparer.OrdinalIgnoreCase)
        && file.LastWriteTimeUtc < before;

    private static bool IsHidden(FileInfo file) => file.Name.StartsWith('.') || file.Name.StartsWith("~$", StringComparison.Ordinal);
}
