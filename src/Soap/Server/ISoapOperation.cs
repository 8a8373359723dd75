namespace Parcoursup.Gateway.Soap;

/// <summary>Answers one kind of request. Most derive from <see cref="SoapOperation{TRequest}"/>.</summary>
public interface ISoapOperation
{
    /// <summary>
    /// Reads the call's element, calls <see cref="SoapCall.CompleteReading"/>, acts, answers. A
    /// <see cref="SoapRequestException"/> becomes a Client fault; any other exception a Server fault that tells the
    /// caller nothing but a correlation id.
    /// </summary>
    ValueTask<SoapReply> InvokeAsync(SoapCall call, CancellationToken cancellationToken);
}
