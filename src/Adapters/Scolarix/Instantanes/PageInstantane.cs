using Parcoursup.Gateway.Domain.Scolarix;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>What is handed over at once: lines of the file, entries of the index, movements.</summary>
internal sealed class PageInstantane : IDisposable
{
    // Each page costs a commit, which waits for the disk.
    private const int Size = 8 * 1024 * 1024;
    private const int MostMouvements = 5000;

    public MemoryStream File { get; } = new(Size + 4096);
    public MemoryStream Index { get; } = new();
    public List<Mouvement> Mouvements { get; } = [];

    /// <summary>The number of the first candidate of the index, null while there is none.</summary>
    public int? FirstOfIndex { get; set; }

    public bool IsFull => File.Length >= Size || Index.Length >= Size || Mouvements.Count >= MostMouvements;

    public void Clear()
    {
        File.SetLength(0);
        Index.SetLength(0);
        Mouvements.Clear();
        FirstOfIndex = null;
    }

    public void Dispose()
    {
        File.Dispose();
        Index.Dispose();
    }
}
