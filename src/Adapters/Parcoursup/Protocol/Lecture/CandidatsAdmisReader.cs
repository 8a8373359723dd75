using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// Reads an answer of <c>getCandidatsAdmis</c> (contract §2) candidate by candidate, so that a list of a whole
/// université never stands in memory.
/// </summary>
public static class CandidatsAdmisReader
{
    /// <param name="reponse">The answer's body; left open.</param>
    /// <param name="sessionParDefaut">Used for candidates that name no session.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The candidates, then exactly one of the ends that <see cref="CandidatsAdmisElement"/> tells of.</returns>
    public static async IAsyncEnumerable<CandidatsAdmisElement> ReadAsync(
        Stream reponse, int? sessionParDefaut, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pipe = PipeReader.Create(reponse, new StreamPipeReaderOptions(leaveOpen: true, bufferSize: 64 * 1024));
        try
        {
            if (await AnswerHead.PeekAsync(pipe, cancellationToken) != AnswerHead.List)
            {
                yield return await AnswerHead.ReadRefusalAsync(pipe, cancellationToken);
                yield break;
            }

            await using var items = JsonSerializer
                .DeserializeAsyncEnumerable<JsonElement>(pipe, JsonSerializerOptions.Default, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            for (var count = 0; ; count++)
            {
                var end = await MoveAsync(items, count);
                if (end is not null)
                {
                    yield return end;
                    yield break;
                }

                var item = items.Current;
                yield return new CandidatRecu(count, CandidatReader.Read(item, sessionParDefaut), JsonMarshal.GetRawUtf8Value(item)
                    .ToArray());
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    // An iterator cannot yield from a catch: the end of the list comes back as a value.
    private static async Task<CandidatsAdmisElement?> MoveAsync(IAsyncEnumerator<JsonElement> items, int count)
    {
        try
        {
            return await items.MoveNextAsync() ? null : new FinDeListe(count);
        }
        catch (JsonException e)
        {
            return new ListeIllisible(
                $"La liste de Parcoursup est coupée ou illisible après {count} {(count > 1 ? "candidats" : "candidat")} (ligne "
                + $"{(e.LineNumber ?? 0) + 1}, colonne {(e.BytePositionInLine ?? 0) + 1}) : relancer la récupération.",
                count);
        }
    }
}
