using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.State.Gardes;

/// <summary>What a guard holds back; whoever opens it names it.</summary>
public readonly record struct TypeGarde(string Code) : IKind
{
    public override string ToString() => Code;
}
