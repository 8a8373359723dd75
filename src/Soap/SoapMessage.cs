using System.Xml;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Soap;

/// <summary>
/// A SOAP 1.1 envelope opened up to the first element of its body, which nothing has read yet. Not thread-safe.
/// </summary>
public sealed class SoapMessage : IDisposable
{
    private readonly HardenedXmlReader _reader;

    private SoapMessage(HardenedXmlReader reader)
    {
        _reader = reader;
        Name = new(reader.LocalName, reader.NamespaceURI);
    }

    /// <summary>The name of the body's element: which operation is meant, or what is answered.</summary>
    public XmlQualifiedName Name { get; }

    /// <summary>Stands on the body's element, and sees nothing behind its end tag.</summary>
    public XmlReader Reader => _reader;

    /// <summary>Whether <see cref="Complete"/> has succeeded.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Opens an envelope.</summary>
    /// <param name="body">The bytes as received; unchanged until disposal.</param>
    /// <param name="charset">The charset of the Content-Type, or null.</param>
    /// <param name="limits">What the message may cost.</param>
    /// <exception cref="SoapRequestException">The message is not an acceptable SOAP 1.1 envelope.</exception>
    public static SoapMessage Open(ReadOnlyMemory<byte> body, string? charset, SoapLimits limits)
    {
        var reader = HardenedXmlReader.Create(body, charset, limits);
        try
        {
            SoapEnvelopeReader.MoveToBodyElement(reader);
            reader.Fence();
            return new(reader);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads the envelope to its end, so that nothing is done on the strength of a message whose end is wrong.
    /// Call it between reading the operation's element and acting; more than once is harmless.
    /// </summary>
    /// <exception cref="SoapRequestException">A second body element, something after the envelope, malformed XML.</exception>
    public void Complete()
    {
        if (IsComplete) return;
        _reader.LiftFence();
        SoapEnvelopeReader.ReadToEnd(_reader);
        IsComplete = true;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
