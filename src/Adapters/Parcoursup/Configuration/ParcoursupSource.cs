using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Configuration;

/// <summary>The source of candidates is Parcoursup.</summary>
internal sealed class ParcoursupSource : ISource
{
    public const string Name = "Parcoursup";

    public string Nom => Name;
}
