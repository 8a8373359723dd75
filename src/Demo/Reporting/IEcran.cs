using Parcoursup.Gateway.Demo.Play;

namespace Parcoursup.Gateway.Demo.Reporting;

/// <summary>What the person who looks on is told.</summary>
internal interface IEcran
{
    void Dire(string ligne);

    void Etape(int rang, int total, DateOnly jour, string titre);

    void Etat(Syntheses syntheses);
}
