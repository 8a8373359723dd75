using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.State.Evenements;

/// <summary>What kind of thing happened to a candidate; whoever tells it names it.</summary>
public readonly record struct NatureEvenement(string Code) : IKind
{
    public override string ToString() => Code;
}
