using System.Buffers;
using System.IO.Pipelines;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>Tells from its first character what kind of answer a stream holds, without reading it whole.</summary>
internal static class AnswerHead
{
    public const byte List = (byte)'[';
    private const int RefusalLimit = 1024 * 1024;

    /// <summary>The first character after a byte order mark and blanks, which stays to be read; 0 when there is none.</summary>
    public static async ValueTask<byte> PeekAsync(PipeReader pipe, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await pipe.ReadAsync(cancellationToken);
            var (start, first) = SkipBlanks(result.Buffer);
            pipe.AdvanceTo(start);
            if (first != 0 || result.IsCompleted) return first;
        }
    }

    public static async Task<CandidatsAdmisElement> ReadRefusalAsync(PipeReader pipe, CancellationToken cancellationToken)
    {
        var result = await pipe.ReadAtLeastAsync(RefusalLimit, cancellationToken);
        var body = result.Buffer.Slice(0, Math.Min(RefusalLimit, result.Buffer.Length)).ToArray();
        pipe.AdvanceTo(result.Buffer.End);
        return ParcoursupAnswer.Read(body) is { EstNok: true } nok
            ? new ListeRefusee(nok.Message)
            : new ListeIllisible(ParcoursupAnswer.DescribeUnexpected(body), 0);
    }

    private static (SequencePosition Start, byte First) SkipBlanks(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        while (reader.TryPeek(out var next))
        {
            // The bytes of a mark cannot begin any JSON, so each may be skipped on its own.
            if (next is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF)) return (reader.Position, next);
            reader.Advance(1);
        }

        return (buffer.End, 0);
    }
}
