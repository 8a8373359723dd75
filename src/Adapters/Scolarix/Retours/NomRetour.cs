namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>Which files of the folder are taken, by their names.</summary>
internal static class NomRetour
{
    private static readonly string[] Unfinished = [".tmp", ".part", ".filepart"];

    /// <summary>A name in <c>.csv</c>, in whatever case.</summary>
    public static bool IsTaken(FileInfo file) => !IsHidden(file) && file.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Another name, and too old to be a file that is still being brought.</summary>
    public static bool IsStranger(FileInfo file, DateTime before) =>
        !IsHidden(file) && !IsTaken(file) && !Unfinished.Contains(file.Extension, StringComparer.OrdinalIgnoreCase)
        && file.LastWriteTimeUtc < before;

    private static bool IsHidden(FileInfo file) => file.Name.StartsWith('.');
}
