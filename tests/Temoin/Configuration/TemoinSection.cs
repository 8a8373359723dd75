using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Temoin.Configuration;

/// <summary>How the section is treated: its password is sent to us, so a hash of it is enough.</summary>
internal sealed class TemoinSection() : DocumentSection<TemoinDocument>("temoin")
{
    protected override TemoinDocument MapSecrets(TemoinDocument given, TemoinDocument? stored, ISecretForm form) => given with
    {
        MotDePasse = form.Received("temoin:" + given.Login, given.MotDePasse, stored?.Login == given.Login ? stored.MotDePasse : null),
    };
}
