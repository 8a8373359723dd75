using Parcoursup.Gateway.Engine.Ground.Dossiers;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>Tells which files have not changed for a while. Our own clock counts: that of a file server may differ.</summary>
internal sealed class ReposFichiers(TimeSpan silence, TimeProvider time)
{
    private readonly Dictionary<string, (AspectEntree Aspect, long Since)> _seen = new(StringComparer.Ordinal);

    /// <summary>True when the file has looked like this for the whole of the silence.</summary>
    public bool IsQuiet(string path, AspectEntree aspect)
    {
        if (_seen.TryGetValue(path, out var before) && before.Aspect == aspect) return time.GetElapsedTime(before.Since) >= silence;
        _seen[path] = (aspect, time.GetTimestamp());
        return false;
    }

    /// <summary>Remembers nothing of files that are not there any more.</summary>
    public void Keep(IEnumerable<string> paths)
    {
        var there = paths.ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _seen.Keys.Where(p => !there.Contains(p)).ToList()) _seen.Remove(gone);
    }
}
