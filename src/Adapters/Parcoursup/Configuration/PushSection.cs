using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Configuration;

/// <summary>The account of Parcoursup's push.</summary>
internal sealed class PushSection() : DocumentSection<ComptePush>("push")
{
    public static readonly PushSection Instance = new();

    protected override ComptePush MapSecrets(ComptePush given, ComptePush? stored, ISecretForm form) =>
        given with { MotDePasse = form.Received(given.Login, given.MotDePasse, stored?.MotDePasse) };
}

/// <summary>From where the façade is called.</summary>
internal sealed class FacadeSection() : DocumentSection<CompteFacade>("facade")
{
    public static readonly FacadeSection Instance = new();
}
