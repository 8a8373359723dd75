using System.Net;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>Sorts an answer of <c>getCandidatsAdmis</c>: a list, a refusal or a failure (contract §2).</summary>
internal static class RecuperationAnswer
{
    private const int HeadLimit = 256 * 1024;

    public static RecuperationResultat Failed(TransportResult.Failed failed, byte[] request) =>
        new RecuperationEchec(request, failed.Failure.Message, failed.Failure.Technique, ReadOnlyMemory<byte>.Empty);

    /// <summary>Takes the answer's content over: it goes into the list, or is disposed of.</summary>
    public static async Task<RecuperationResultat> ReadAsync(TransportResult.Answered answered, byte[] request,
        CancellationToken cancellationToken)
    {
        var keep = false;
        try
        {
            var head = await answered.Content.ReadHeadAsync(HeadLimit, cancellationToken);
            keep = answered.Status == HttpStatusCode.OK && StartsList(head);
            return keep ? new ListeRecue(request, answered.Content) : Sort(answered, head, request);
        }
        finally
        {
            if (!keep) await answered.Content.DisposeAsync();
        }
    }

    private static RecuperationResultat Sort(TransportResult.Answered answered, byte[] head, byte[] request) =>
        HttpVerdict.Of(answered.Status, answered.Location, head) switch
        {
            HttpVerdict.Refused refused => new RecuperationRefusee(request, refused.Message, false, refused.Explanation, head),
            HttpVerdict.Broken { Credentials: true } broken =>
                new RecuperationRefusee(request, ParcoursupAnswer.Read(head)?.Message ?? $"HTTP {broken.Code}", true, broken.Message, head),
            HttpVerdict.Broken broken => new RecuperationEchec(request, broken.Message, $"HTTP {(int)answered.Status}", head),
            _ => new RecuperationEchec(request, "Parcoursup acquitte la demande mais ne donne pas de liste.",
                $"HTTP {(int)answered.Status}", head),
        };

    private static bool StartsList(ReadOnlySpan<byte> head) => head.TrimStart(" \t\r\n\uFEFF"u8) is [AnswerHead.List, ..];
}
