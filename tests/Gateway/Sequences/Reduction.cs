namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>Leaves steps of a failing sequence out as long as it goes on failing: what stays is what matters.</summary>
internal static class Reduction
{
    public static async Task<(IReadOnlyList<Operation> Sequence, string Ecart)> ReduireAsync(
        IReadOnlyList<Operation> sequence, string ecart, Func<IReadOnlyList<Operation>, Task<string?>> juger)
    {
        var kept = sequence.ToList();
        for (var size = kept.Count / 2; size >= 1;)
        {
            var shorter = false;
            for (var start = 0; start < kept.Count; )
            {
                List<Operation> trial = [.. kept.Take(start), .. kept.Skip(start + size)];
                if (trial.Count < kept.Count && await juger(trial) is { } still)
                {
                    (kept, ecart, shorter) = (trial, still, true);
                    continue;
                }

                start += size;
            }

            if (!shorter || size > 1) size /= 2;
        }

        return (kept, ecart);
    }
}
