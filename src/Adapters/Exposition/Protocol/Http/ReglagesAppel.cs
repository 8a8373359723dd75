namespace Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;

/// <summary>How the API is called, whichever generation.</summary>
public sealed record ReglagesAppel
{
    public static readonly ReglagesAppel Usuels = new();

    /// <summary>
    /// Calls that the API allows in a minute, and at once. Never more than the former leave in any minute, however it counts.
    /// </summary>
    public int ParMinute { get; init; } = 800;

    public int Rafale { get; init; } = 100;

    /// <summary>Calls under way at a time.</summary>
    public int Simultanes { get; init; } = 16;

    /// <summary>Rows that a page of a list is asked for.</summary>
    public int ItemsParPage { get; init; } = 1000;

    /// <summary>Tries after the first, of what is transient only.</summary>
    public int Reprises { get; init; } = 4;

    public TimeSpan PremierDelai { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest that a <c>Retry-After</c> is waited for.</summary>
    public TimeSpan AttenteMaximale { get; init; } = TimeSpan.FromMinutes(2);

    public TimeSpan Delai { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an API that answers nothing right is left alone.</summary>
    public TimeSpan Repos { get; init; } = TimeSpan.FromSeconds(15);

    public int OctetsFiche { get; init; } = 2 * 1024 * 1024;
    public int OctetsPage { get; init; } = 64 * 1024 * 1024;

    /// <summary>Calls that leave at once: the other half of the burst is for those that arrive closer together than they left.</summary>
    public int Elan => Math.Max(1, Rafale / 2);

    /// <summary>The gap between two calls in the long run; with the burst it makes what the API allows in a minute.</summary>
    public TimeSpan Ecart => TimeSpan.FromMinutes(1) / Math.Max(1, ParMinute - Rafale);
}
