namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// How much of the file the writing connection keeps. Each page is dear the first time, when the system has to give it memory, and cheap
/// ever after: a process that lives has it filled once, one that does a single work and ends would only pay for it.
/// </summary>
public sealed record SqliteCache(int KiB)
{
    public static readonly SqliteCache Serving = new(65_536);
    public static readonly SqliteCache Command = new(16_384);

    /// <summary>For a base that is made anew if the machine loses it: nothing of it waits for the disk.</summary>
    public static readonly SqliteCache Disposable = new(65_536) { IsDurable = false };

    /// <summary>What was committed survives a power cut.</summary>
    public bool IsDurable { get; init; } = true;
}
