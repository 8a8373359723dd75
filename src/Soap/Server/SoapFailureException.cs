namespace Parcoursup.Gateway.Soap.Server;

/// <summary>Carries a failure from where it is found to where it is answered.</summary>
internal sealed class SoapFailureException(SoapFailure failure) : Exception(failure.Message)
{
    public SoapFailure Failure { get; } = failure;
}
