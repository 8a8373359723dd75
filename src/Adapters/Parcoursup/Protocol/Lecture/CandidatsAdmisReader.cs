using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Domain.Intake;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// Reads an answer of <c>getCandidatsAdmis</c> (contract §2) candidate by candidate, so that a list of a whole
/// université never stands in memory and a candidate whom nobody can read costs no other (rule K4).
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

            var entries = new JsonEntries(pipe.AsStream(leaveOpen: true));
            await entries.BeginAsync(cancellationToken);
            var count = 0;
            while (await entries.NextAsync(cancellationToken) is { } entry)
                using (entry)
                    yield return new CandidatRecu(count++, CandidatReader.Read(entry, sessionParDefaut), entry.Bytes.ToArray());
            yield return entries.IsComplete ? new FinDeListe(count) : new ListeIllisible(
                $"La liste de Parcoursup est coupée ou illisible après {count} {(count > 1 ? "candidats" : "candidat")} (octet "
                + $"{entries.Position + 1}) : relancer la récupération.",
                count);
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }
}
