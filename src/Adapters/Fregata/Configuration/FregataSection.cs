using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Fregata.Configuration;

/// <summary>How Fregata is served, and the accounts that it calls with.</summary>
internal sealed class FregataSection() : DocumentSection<FregataOptions>("fregata")
{
    public static readonly FregataSection Instance = new();

    protected override FregataOptions MapSecrets(FregataOptions given, FregataOptions? stored, ISecretForm form) => given with
    {
        Comptes = [.. given.Comptes.Select(c => c with
        {
            MotDePasse = form.Received(
                "fregata:" + c.Login, c.MotDePasse, stored?.Comptes.FirstOrDefault(o => o.Login == c.Login)?.MotDePasse),
        })],
    };
}
