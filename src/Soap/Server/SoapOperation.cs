using System.Xml;

namespace Parcoursup.Gateway.Soap;

/// <summary>
/// An operation in two steps, so that acting can only begin once the whole envelope has proved well formed.
/// </summary>
/// <typeparam name="TRequest">What the request element says.</typeparam>
public abstract class SoapOperation<TRequest> : ISoapOperation
{
    /// <inheritdoc/>
    public ValueTask<SoapReply> InvokeAsync(SoapCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var request = Read(call.Reader, call.Name);
        call.CompleteReading();
        return HandleAsync(request, call, cancellationToken);
    }

    /// <summary>Reads the request element on which the reader stands, in one pass. No side effects.</summary>
    /// <exception cref="SoapRequestException">The element is unacceptable; becomes a Client fault.</exception>
    protected abstract TRequest Read(XmlReader reader, XmlQualifiedName name);

    /// <summary>Acts and answers.</summary>
    protected abstract ValueTask<SoapReply> HandleAsync(
        TRequest request, SoapCall call, CancellationToken cancellationToken);
}
