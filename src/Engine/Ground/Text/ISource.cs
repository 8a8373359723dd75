namespace Parcoursup.Gateway.Engine.Ground.Text;

/// <summary>Who tells this gateway of candidates and is told of their enrolments, as people call it.</summary>
public interface ISource
{
    string Nom { get; }
}
