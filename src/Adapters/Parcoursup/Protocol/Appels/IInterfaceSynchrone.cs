using Refit;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// Parcoursup's interface synchrone: each method is a POST to an address of its own, which the établissement's settings give. The
/// body is the finished bytes; the answer is a stream, for a list may be hundreds of megabytes and a refusal comes as a 200.
/// </summary>
[Headers("Accept: application/json")]
internal interface IInterfaceSynchrone
{
    [Post("")]
    Task<Stream> AppelerAsync(
        [Url] Uri adresse, [Body] HttpContent corps, [Property(CallWitness.Key)] CallWitness temoin, CancellationToken cancellationToken);
}
