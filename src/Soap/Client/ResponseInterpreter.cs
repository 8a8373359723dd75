using System.Text.Unicode;
using System.Xml;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Soap.Client;

/// <summary>
/// Tells a response from a fault from anything else. As lenient as the clients that the services were tried with: compression and
/// multipart that nobody asked for, blank lines in front, bytes that are not in the charset they are said to be in.
/// </summary>
internal static class ResponseInterpreter
{
    public static SoapClientResult Interpret(SoapExchange exchange, SoapLimits limits)
    {
        var body = exchange.Response ?? default;
        if (body.IsEmpty) return Failure(exchange, ForeignAnswerKind.Empty);
        if (Decompression.IsCompressed(exchange.Head.ContentEncoding, body.Span))
        {
            if (Decompress(exchange, body, limits, out var failed) is not { } plain) return failed!;
            (exchange, body) = (exchange with { Response = plain, Envelope = plain }, plain);
        }

        if (MultipartRoot.IsMultipart(exchange.Head.ContentType, body.Span))
        {
            if (MultipartRoot.Find(body, exchange.Head.ContentType) is not var (bytes, charset))
                return Failure(exchange, ForeignAnswerKind.UnreadableMultipart);
            (exchange, body) = (exchange with { Envelope = bytes, Charset = charset }, bytes);
        }

        body = WithoutBlanks(body);
        exchange = exchange with { Envelope = body };
        return Read(exchange, limits)
            // Everybody writes UTF-8 on the label; what is not, is nearly always this.
            ?? (Utf8.IsValid(body.Span) ? null : Read(exchange with { Charset = "windows-1252" }, limits))
            ?? Failure(exchange, ForeignAnswerKind.NotSoap);
    }

    /// <summary>Null when it is not SOAP 1.1 in the charset of the exchange.</summary>
    private static SoapClientResult? Read(SoapExchange exchange, SoapLimits limits)
    {
        try
        {
            using var message = SoapMessage.Open(exchange.Envelope, exchange.Charset, limits);
            if (message.Name is { Name: "Fault", Namespace: SoapNamespaces.Envelope })
            {
                var fault = SoapFaultReader.Read(message.Reader);
                message.Complete();
                return new SoapClientResult.Fault(exchange, fault);
            }

            message.Complete();
            return exchange.Status is >= 200 and < 300
                ? new SoapClientResult.Success(exchange, message.Name, limits)
                : Failure(exchange, ForeignAnswerKind.ResultDespiteError);
        }
        catch (SoapRequestException)
        {
            return null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static byte[]? Decompress(SoapExchange exchange, ReadOnlyMemory<byte> body, SoapLimits limits, out SoapClientResult? failed)
    {
        failed = null;
        try
        {
            if (Decompression.TryUndo(body, exchange.Head.ContentEncoding, limits.MaxBodyBytes, out var plain)) return plain;
            failed = new SoapClientResult.Unknown(
                exchange, UnknownReason.ResponseTooLarge, "La réponse du service est trop volumineuse une fois décompressée.",
                $"More than {limits.MaxBodyBytes} bytes.");
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            failed = Failure(exchange, ForeignAnswerKind.UnreadableCompression);
        }

        return null;
    }

    // White space before the declaration is no XML; the services' own clients skip it.
    private static ReadOnlyMemory<byte> WithoutBlanks(ReadOnlyMemory<byte> body)
    {
        var bytes = body.Span;
        var blanks = bytes.Length - bytes.TrimStart(" \t\r\n"u8).Length;
        return blanks > 0 && bytes[blanks..].StartsWith("<"u8) ? body[blanks..] : body;
    }

    private static SoapClientResult.HttpFailure Failure(SoapExchange exchange, ForeignAnswerKind kind)
    {
        var foreign = ForeignAnswer.Of(exchange, kind);
        return new(exchange, exchange.Status ?? 0, foreign.Message) { Kind = foreign.Kind };
    }
}
